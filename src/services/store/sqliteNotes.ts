import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { EncryptionNote } from '../encryption/note.ts';

/** What a row of `encryption` says. */
const noteRow = z.object({
  version: z.number(),
  mark: z.string(),
  keys: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.string())),
  plain: z.number().transform(Boolean),
});

/** What the database says of its encryption. */
export function latestNote(database: DatabaseSync): EncryptionNote | undefined {
  const row = database.prepare('SELECT * FROM encryption ORDER BY version DESC LIMIT 1').get();
  return row && noteRow.parse(row);
}

/** Writes the next note. False when another process wrote one with this number. */
export function appendNote(database: DatabaseSync, note: EncryptionNote): boolean {
  const { version, mark, keys, plain } = note;
  const insert = database.prepare(`INSERT INTO encryption (version, mark, keys, plain)
    VALUES ($version, $mark, $keys, $plain) ON CONFLICT DO NOTHING`);
  const row = { version, mark, keys: JSON.stringify(keys), plain: Number(plain) };
  return insert.run(row).changes === 1;
}
