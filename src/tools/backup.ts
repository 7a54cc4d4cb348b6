import { existsSync, renameSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { copyDatabase } from './copyDatabase.ts';
import { CopyRefused, mustExist, readPlaces } from './places.ts';
import { runTool } from './runTool.ts';

await runTool(async () => {
  const { database, file } = readPlaces('backup', process.argv.slice(2), process.env);
  mustBeNew(file);
  mustExist(database);
  await mkdir(dirname(file), { recursive: true });
  await copyDatabase(database, file, (copy) => {
    // Somebody else's may have been made meanwhile.
    mustBeNew(file);
    renameSync(copy, file);
  });
  return `Backed up ${database} to ${file}`;
});

function mustBeNew(file: string): void {
  if (existsSync(file)) throw new CopyRefused(`${file} is there already. Name a file that is not.`);
}
