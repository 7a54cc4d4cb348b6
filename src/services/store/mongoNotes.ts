import type { Connection } from 'mongoose';
import type { Sample } from '../encryption/marks.ts';
import { type EncryptionNote, readNote } from '../encryption/note.ts';
import { isNew } from './mongoInserts.ts';
import { COLLECTIONS, SAMPLED } from './records.ts';

interface NoteDocument extends Omit<EncryptionNote, 'version'> {
  _id: number;
}

const notes = (connection: Connection) => connection.collection<NoteDocument>('encryption');

/** What the database says of its encryption. */
export async function latestNote(connection: Connection): Promise<EncryptionNote | undefined> {
  const found = await notes(connection).findOne({}, { sort: { _id: -1 } });
  return found ? readNote({ ...found, version: found._id }) : undefined;
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

/** A few records of each collection, those with the first and the last ids. */
export async function sampleOf(connection: Connection): Promise<Sample> {
  const samples = COLLECTIONS.map(async (name) => {
    const ends = ([1, -1] as const).map((order) =>
      connection.collection(name).find().sort({ _id: order }).limit(SAMPLED).toArray(),
    );
    return [name, (await Promise.all(ends)).flat()] as const;
  });
  return Object.fromEntries(await Promise.all(samples)) as unknown as Sample;
}
