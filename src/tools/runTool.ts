import { config as loadDotenv } from 'dotenv';

/** Runs a program of the command line: says in a sentence what it did, or why it did not. */
export async function runTool(work: () => Promise<string>): Promise<void> {
  loadDotenv({ quiet: true });
  try {
    process.stdout.write(`${await work()}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
