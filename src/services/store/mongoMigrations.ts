import type { Connection } from 'mongoose';
import { checkInClaimModel, checkInModel } from '../../models/checkInSchemas.ts';
import { leaseModel, memoryModel, practiceModel, turnModel } from '../../models/schemas.ts';
import { marksIn } from '../encryption/marks.ts';
import { type Agreement, isChecked } from '../encryption/note.ts';
import { CHECKS_SINCE, pendingMigrations } from './migrations.ts';
import { latestNote, sampleOf, settle } from './mongoNotes.ts';

/** The collection of the limits. */
export const LIMITS = 'limits';

/** The one document of the collection `meta` that says how many migrations the database has been through. */
interface SchemaVersion {
  _id: 'schema';
  version: number;
}

/**
 * Each may be run again: two processes may begin at once, and without transactions one may end in the middle.
 * The numbers are those of SQLite's.
 */
const MIGRATIONS: readonly ((connection: Connection) => Promise<void>)[] = [
  async (connection) => {
    await turnModel(connection).createIndexes();
    await connection.collection(LIMITS).createIndex({ key: 1 }, { unique: true });
  },
  async (connection) => {
    const leases = leaseModel(connection);
    await leases.createIndexes();
    const turns = connection.collection<{ _id: string; userId: string }>('turns');
    await turns.updateMany(
      { reply: { $ne: null } },
      {
        $set: { 'reply.messageIds': [], 'reply.locale': 'en-US' },
        $unset: { 'reply.messageId': '' },
      },
    );
    // What an older version was writing when it ended has a lease that nobody renews.
    for await (const { _id, userId } of turns.find({ status: 'streaming' })) {
      const lease = { userId, place: freed(_id), owner: '', seenAt: new Date(0) };
      await leases.updateOne({ _id }, { $setOnInsert: lease }, { upsert: true });
    }
  },
  async (connection) => {
    const turns = connection.collection('turns');
    const conversation = { pictures: [], practiceId: null, feedback: null, replacedBy: null };
    await turns.updateMany({ pictures: { $exists: false } }, { $set: conversation });
    for (const name of ['turns_answered', 'turns_recent']) {
      await turns.dropIndex(name).catch(() => undefined);
    }
    await turnModel(connection).createIndexes();
  },
  async (connection) => {
    await checkInModel(connection).createIndexes();
    await checkInClaimModel(connection).createIndexes();
  },
  async (connection) => {
    await turnModel(connection).createIndexes();
    await practiceModel(connection).createIndexes();
  },
  async (connection) => {
    await memoryModel(connection).createIndexes();
  },
  // A refusal is an answer that does not count as one, which there is a field for.
  async () => undefined,
  // From here on words may be encrypted: an older version, which would take them as they are, must not open it.
  async () => {},
  async (connection) => {
    const turns = connection.collection('turns');
    await turns.updateMany({ follows: { $exists: false } }, { $set: { follows: null } });
  },
  async (connection) => {
    const turns = connection.collection('turns');
    // Until now, an answer that did not count as one.
    const ended = { status: { $in: ['complete', 'stopped', 'failed'] }, answer: { $ne: '' } };
    const unmarked = { refused: { $exists: false } };
    const uncounted = { ...unmarked, ...ended, answered: false };
    await turns.updateMany(uncounted, { $set: { refused: true } });
    await turns.updateMany(unmarked, { $set: { refused: false } });
  },
  async (connection) => {
    const turns = connection.collection('turns');
    await turns.updateMany({ review: { $exists: false } }, { $set: { review: false } });
  },
  async (connection) => {
    const memories = connection.collection('memories');
    for await (const { _id, through } of memories.find({ newestAt: { $exists: false } })) {
      await memories.updateOne({ _id }, { $set: { newestAt: through } });
    }
    await memories.dropIndex('memories_age').catch(() => undefined);
    await memoryModel(connection).createIndexes();
  },
  // From here on a note of the encryption has checks.
  async () => {},
];

/** The value of a lease's `place` that nobody waits for. */
export const freed = (turnId: string): string => `freed:${turnId}`;

/**
 * Brings the database to this version, and to what it is to say of its encryption.
 * @throws when a newer version of the program has written it, or as `agree` does: before anything is changed
 */
export async function migrate(connection: Connection, agree: Agreement): Promise<void> {
  const meta = connection.collection<SchemaVersion>('meta');
  const found = await meta.findOne({ _id: 'schema' });
  const version = found?.version ?? 0;
  const steps = pendingMigrations(MIGRATIONS, version);
  const sample = isChecked(await latestNote(connection)) ? undefined : await sampleOf(connection);
  const marks = sample ? marksIn(sample) : [];
  // The first version did not yet say which one it is.
  const isNew = !found && sample !== undefined && Object.values(sample).flat().length === 0;
  // First of all: a note from before is not accepted any more once the version says that there are checks.
  await settle(connection, (note) =>
    agree({ note, isNew, isOlder: version < CHECKS_SINCE, marks }),
  );
  for (const step of steps) {
    await step.migrate(connection);
    // Of two processes that begin at once, the second insert is refused; then there is one to update.
    const raised = { $max: { version: step.version } };
    const raise = () => meta.updateOne({ _id: 'schema' }, raised, { upsert: true });
    await raise().catch(raise);
  }
}
