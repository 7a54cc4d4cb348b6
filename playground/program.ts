/** What somebody asked for cannot be understood; the message is a sentence for them. */
export class ArgumentError extends Error {
  override name = 'ArgumentError';
}

interface Program<Arguments extends { help: boolean }> {
  /** What `npm run` calls it. */
  name: string;
  help: string;
  /** @throws {ArgumentError} */
  readArguments: (argv: string[]) => Arguments;
  run: (wanted: Arguments) => Promise<void>;
  /** What else may be wrong with what was asked for: its message, too, is a sentence for whoever did. */
  mistakes?: readonly (new (...args: never[]) => Error)[];
}

/** Does what the command line asks for. A mistake in it is told in a sentence, with exit code 2. */
export async function runProgram<Arguments extends { help: boolean }>({
  name,
  help,
  readArguments,
  run,
  mistakes = [],
}: Program<Arguments>): Promise<void> {
  try {
    const wanted = readArguments(process.argv.slice(2));
    if (wanted.help) process.stdout.write(help);
    else await run(wanted);
  } catch (error) {
    const isMistake = [ArgumentError, ...mistakes].some((kind) => error instanceof kind);
    if (!isMistake) throw error;
    process.stderr.write(`${(error as Error).message} See npm run ${name} -- --help\n`);
    process.exitCode = 2;
  }
}
