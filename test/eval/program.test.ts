import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Run } from '../../eval/results.ts';
import type { Summary } from '../../eval/summary.ts';
import { SampleReplies } from '../../playground/coach/reply.ts';
import { type ChatMessage, TestModel } from '../support/model.ts';
import { Workplace } from '../support/process.ts';
import { ballot } from './support.ts';

/** The judge's task begins so. */
const JUDGING = 'You compare two answers';
const replies = new SampleReplies();

const isJudging = (messages: ChatMessage[]): boolean =>
  messages[0]?.content.startsWith(JUDGING) === true;

describe('npm run eval', () => {
  let model: TestModel;
  let workplace: Workplace;
  beforeEach(async () => {
    [model, workplace] = await Promise.all([TestModel.start(), Workplace.create()]);
    model.answers((messages) =>
      isJudging(messages) ? JSON.stringify(ballot()) : replies.answer(messages),
    );
  });
  afterEach(() => Promise.all([model.stop(), workplace.clear()]));

  const start = (...args: string[]) =>
    workplace.run(
      { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'some-model', EVAL_JUDGE_MODEL: 'a-judge' },
      { program: '../eval/index.ts', arguments: args },
    );
  const readJson = async (file: string) =>
    JSON.parse(await readFile(join(workplace.folder, file), 'utf8')) as Run & { summary: Summary };

  test('answers, judges in both orders and writes table, JSON and report', async () => {
    const { code, stdout } = await start(
      ...'--limit 5 --json out/run.json --html out/run.html'.split(' '),
    ).ended;
    expect(code).toBe(0);
    expect(stdout).toContain('5 situations, 5 judged');
    expect(stdout).toContain('answers by some-model, judged by a-judge');
    // This judge always prefers what it is shown first.
    expect(stdout).toContain('changed its mind with the order in 5 of 5');
    expect(stdout).toMatch(/^preferred in both orders +0 +5 +0$/m);

    const { results, summary } = await readJson('out/run.json');
    expect(summary.order.firstPreferred).toBe(1);
    for (const { rulings } of results) {
      expect(rulings.map(({ first }) => first).toSorted()).toEqual(['baseline', 'confidant']);
    }
    const html = await readFile(join(workplace.folder, 'out/run.html'), 'utf8');
    for (const { situation } of results) expect(html).toContain(`id="${situation.id}"`);
    expect(model.requests()).toHaveLength(20);
  });

  test('proves the machinery without a model, and says that this judges nothing', async () => {
    const { code, stdout } = await start('--offline', '--limit', '4', '--html', 'run.html').ended;
    expect(code).toBe(0);
    expect(stdout.match(/it judges nothing/g)).toHaveLength(2);
    expect(await readFile(join(workplace.folder, 'run.html'), 'utf8')).toContain(
      'it judges nothing',
    );
    expect(model.requests()).toHaveLength(0);
  });

  test('goes on when a situation fails, and says which and why', async () => {
    model.refusesOnce(400);
    const { code, stdout, stderr } = await start('--limit', '2', '--concurrency', '1').ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(/^[a-z-]+: no answer of Confidant: rejected: 400/m);
    expect(stdout).toContain('2 situations, 1 judged');
    expect(stdout).toMatch(/not judged: 1\n {2}[a-z-]+: no answer of Confidant: rejected/);
  });

  test('fails when nothing could be judged, with the checks all the same', async () => {
    model.answers((messages) => (isJudging(messages) ? 'No.' : replies.answer(messages)));
    const { code, stdout } = await start('--only', 'first-message').ended;
    expect(code).toBe(1);
    expect(stdout).toContain('1 situation, 0 judged');
    expect(stdout).toContain('no valid ballot');
    expect(stdout).toContain('checked by code');
  });

  test('writes what it has when it is interrupted', async () => {
    model.answers(
      (messages) => (isJudging(messages) ? JSON.stringify(ballot()) : replies.answer(messages)),
      { firstWordsMs: 50 },
    );
    const { child, ended } = start('--concurrency', '2', '--json', 'run.json');
    child.stderr?.on('data', (text: Buffer) => {
      if (text.includes('16/160')) child.kill('SIGINT');
    });
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    expect(stdout).toContain('of 40: the run was interrupted');
    const { results, planned } = await readJson('run.json');
    expect(planned).toBe(40);
    expect(results.length).toBeGreaterThan(0);
    expect(results.length).toBeLessThan(40);
  });

  test('takes no more at once than there is, however much is allowed', async () => {
    const args = ['--offline', '--limit', '2', '--concurrency', '99999999'];
    const { code, stdout } = await start(...args).ended;
    expect(code).toBe(0);
    expect(stdout).toContain('2 situations, 2 judged');
  });

  test.for([
    ['--only', 'nothing-of-that-name'],
    ['--limit', 'some'],
    ['--json', '/dev/null/run.json'],
  ])('refuses what it cannot do before it asks anybody (%o)', async (args) => {
    const { code, stdout, stderr } = await start(...args).ended;
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('npm run eval -- --help');
    expect(model.requests()).toHaveLength(0);
  });

  test('wants a model, and says how to do without', async () => {
    const { code, stderr } = await workplace.run({}, { program: '../eval/index.ts' }).ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/^OPENAI_API_KEY is missing/);
  });

  test('explains itself', async () => {
    const { code, stdout } = await start('--help').ended;
    expect(code).toBe(0);
    expect(stdout).toContain('--judge MODEL');
  });
});
