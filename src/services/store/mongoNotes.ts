import type { Connection } from 'mongoose';
import type { EncryptionNote } from '../encryption/note.ts';
import { isNew } from './mongoInserts.ts';

interface NoteDocument extends Omit<EncryptionNote, 'version'> {
  _id: number;
}

const notes = (connection: Connection) => connection.collection<NoteDocument>('encryption');

/** What the database says of its encryption. */
export async function latestNote(connection: Connection): Promise<EncryptionNote | undefined> {
  const found = await notes(connection).findOne({}, { sort: { _id: -1 } });
  return found
    ? { version: found._id, mark: found.mark, keys: found.keys, plain: found.plain }
    : undefined;
}

/** Writes the next note. False when another process wrote one with this number. */
export async function appendNote(
  connection: Connection,
  { version, ...note }: EncryptionNote,
): Promise<boolean> {
  return isNew(notes(connection).insertOne({ _id: version, ...note }));
}

/** Writes the note that is to follow what the database says, unless it is the same. */
export async function settle(
  connection: Connection,
  agree: (found: EncryptionNote | undefined) => EncryptionNote,
): Promise<void> {
  for (;;) {
    const found = await latestNote(connection);
    const note = agree(found);
    if (note === found || (await appendNote(connection, note))) return;
  }
}
