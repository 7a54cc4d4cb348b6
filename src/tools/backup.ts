import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runTool } from './runTool.ts';
import { copyDatabase, CopyRefused, readPlaces } from './sqliteCopy.ts';

await runTool(async () => {
  const { database, file } = readPlaces('backup', process.argv.slice(2), process.env);
  if (await stat(file).catch(() => undefined)) {
    throw new CopyRefused(`${file} is there already. Name a file that is not.`);
  }
  await mkdir(dirname(file), { recursive: true });
  await copyDatabase(database, file);
  return `Backed up ${database} to ${file}`;
});
