import fs, { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** What a program that has this loaded before says when its fault has come. */
const FAULT = 'the fault has come';

const STEPS = ['mkdtempSync', 'linkSync', 'rmSync', 'renameSync'] as const;

// Loaded before a program: kills it right after, or fails in, that one of its steps on the disk which FAULT_AT numbers.
const { FAULT: fault, FAULT_AT: at } = process.env;
let steps = 0;
for (const step of STEPS) {
  const original = fs[step] as (...given: unknown[]) => unknown;
  Object.assign(fs, {
    [step]: (...given: unknown[]) => {
      steps += 1;
      const isNow = steps === Number(at);
      if (isNow) writeSync(2, `${FAULT}: ${step}\n`);
      if (isNow && fault === 'fails') throw new Error('EIO: i/o error');
      const result = original(...given);
      if (isNow) process.kill(process.pid, 'SIGKILL');
      return result;
    },
  });
}
syncBuiltinESMExports();
