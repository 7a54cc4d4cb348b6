import { mkdir, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../playground/program.ts';
import { type Arguments, HELP, readArguments } from './arguments.ts';
import { type Capacity, describe, findCapacity } from './capacity.ts';
import { picture } from './picture.ts';
import { judge, nameOf, type Verdict } from './requirements.ts';
import { type Case, type Measurement, Scenario } from './scenario.ts';
import { LABELS, table } from './table.ts';

const PICTURE = fileURLToPath(new URL('../docs/images/freshness.svg', import.meta.url));
/** From this load average on, other processes take what is measured. */
const BUSY = 1;

await runProgram({ name: 'bench', help: HELP, readArguments, run });

async function run({ cases, atOnce, ...wanted }: Arguments): Promise<void> {
  const [load = 0] = loadavg();
  if (load > BUSY) {
    process.stderr.write(
      `This machine is busy (load ${load.toFixed(1)}): that makes figures worse.\n`,
    );
  }
  const measurements = atOnce ? await measureAtOnce(cases) : await measureInTurn(cases);
  if (measurements.length > 0) process.stdout.write(`${table(measurements)}\n`);
  const verdicts = judge(measurements);
  process.stdout.write(verdicts.map(line).join(''));
  const capacity = wanted.capacity ? await findCapacity(measure) : undefined;
  if (capacity) process.stdout.write(`\n${describe(capacity)}`);
  if (wanted.json !== undefined) await writeJson(wanted.json, { measurements, verdicts, capacity });
  if (wanted.picture) await write(PICTURE, picture(measurements));
  if (wanted.check && verdicts.some(({ held }) => !held)) process.exitCode = 1;
}

async function measureInTurn(cases: readonly Case[]): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const [index, one] of cases.entries()) {
    measurements.push(await measure(one, `${index + 1}/${cases.length} `));
  }
  return measurements;
}

/** Everybody warms up before anybody is measured. */
async function measureAtOnce(cases: readonly Case[]): Promise<Measurement[]> {
  process.stderr.write(`${cases.length} measurements at the same time\n`);
  const scenarios = await Promise.all(cases.map((one) => Scenario.prepare(one)));
  try {
    return await Promise.all(scenarios.map((scenario) => scenario.measure()));
  } finally {
    await Promise.all(scenarios.map((scenario) => scenario.end()));
  }
}

async function measure(one: Case, progress = ''): Promise<Measurement> {
  process.stderr.write(`${progress}${nameOf(one)}: ${LABELS[one.strategy]}\n`);
  const scenario = await Scenario.prepare(one);
  try {
    return await scenario.measure();
  } finally {
    await scenario.end();
  }
}

function line({ name, held, worst }: Verdict): string {
  return `${held ? 'held    ' : 'NOT HELD'}  ${name} (worst: ${worst})\n`;
}

function writeJson(
  file: string,
  figures: { measurements: Measurement[]; verdicts: Verdict[]; capacity: Capacity | undefined },
): Promise<void> {
  // JSON has no infinity: what never came is null.
  return write(file, `${JSON.stringify(figures, null, 2)}\n`);
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
