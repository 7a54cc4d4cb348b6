import { config as loadDotenv } from 'dotenv';

/** Runs a program of the command line: says in a sentence what it did, or why it did not. */
export async function runTool(work: () => Promise<string>): Promise<void> {
  loadDotenv({ quiet: true });
  try {
    process.stdout.write(`${await work()}\n`);
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  }
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isOfFiles = 'syscall' in error && 'path' in error;
  return isOfFiles ? `A file cannot be read or written: ${error.message}` : error.message;
}
