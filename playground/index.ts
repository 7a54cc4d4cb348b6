import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Arguments, ArgumentError, HELP, readArguments } from './arguments.ts';

/** Where everything is kept, in the folder of the project. */
const FOLDER = resolve('.playground');

/** Compiled code, the bot's too: from the second start on, a fifth of the time is saved. */
const CODE_CACHE = fileURLToPath(new URL('../node_modules/.cache/confidant', import.meta.url));

try {
  const wanted = readArguments(process.argv.slice(2));
  if (wanted.help) process.stdout.write(HELP);
  else await run(wanted);
} catch (error) {
  if (!(error instanceof ArgumentError)) throw error;
  process.stderr.write(`${error.message} See npm run playground -- --help\n`);
  process.exitCode = 2;
}

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
