import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Arguments, HELP, readArguments } from './arguments.ts';
import { runProgram } from './program.ts';

/** Where everything is kept, in the folder of the project. */
const FOLDER = resolve('.playground');

/** Compiled code, the bot's too: from the second start on, a fifth of the time is saved. */
const CODE_CACHE = fileURLToPath(new URL('../node_modules/.cache/confidant', import.meta.url));

await runProgram({ name: 'playground', help: HELP, readArguments, run });

// What is not needed is not loaded: a wrong argument is answered at once.
async function run(wanted: Arguments): Promise<void> {
  enableCompileCache(CODE_CACHE);
  if (wanted.demo) {
    const { playDemo } = await import('./demo.ts');
    process.exitCode = await playDemo({ env: process.env, modelUrl: wanted.modelUrl });
    return;
  }
  const { open } = await import('./open.ts');
  await open({ ...wanted, folder: FOLDER, env: process.env });
}
