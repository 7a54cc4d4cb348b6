import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Agreement, EncryptionNote } from '../encryption/note.ts';
import { type Batch, type Collection, fieldsOf, type Records, type Rewrite } from './records.ts';
import { openDatabase, transaction } from './sqliteDatabase.ts';
import { emptyLog } from './sqliteLog.ts';
import { appendNote, latestNote } from './sqliteNotes.ts';
import { column, fieldsIn, TABLES } from './sqliteTables.ts';

/** How long a statement waits for the bot, in milliseconds: nobody waits for this program. */
const BUSY_TIMEOUT_MS = 500;
/** How long the bot is let in between two batches, in milliseconds: it looks often enough to meet one of these gaps. */
const LET_IN_MS = 10;
/** How often to wait for others who read the database, and for how long each time besides what SQLite waits. */
const MOST_ATTEMPTS = 10;
const AGAIN_MS = 500;

const idsRow = z.object({
  key: z.string(),
  userId: z.string(),
  id: z.string(),
  version: z.number(),
});

/** The SQLite database as a whole. */
export class SqliteRecords implements Records {
  readonly #database: DatabaseSync;
  #hasChanged = false;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** @throws {EncryptionRefused} as `agree` does */
  static async open(folder: string, agree: Agreement): Promise<SqliteRecords> {
    const database = await openDatabase(folder, agree);
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    return new SqliteRecords(database);
  }

  async rewrite(
    collection: Collection,
    after: string | undefined,
    limit: number,
    how: Rewrite,
  ): Promise<Batch> {
    const { table, key, ids } = TABLES[collection];
    const fields = fieldsOf(collection);
    const names = fields.map(({ name }) => name);
    const select = this.#database.prepare(`SELECT ${key} AS key, user_id AS userId, ${ids},
      ${names.join(', ')} FROM ${table} WHERE $after IS NULL OR ${key} > $after
      ORDER BY ${key} LIMIT $limit`);
    const update = this.#database.prepare(`UPDATE ${table}
      SET ${names.map((name) => `${name} = $${name}`).join(', ')} WHERE ${key} = $key`);
    const batch: Batch = { read: 0, changed: 0, overtaken: 0, next: undefined };
    // Nobody else writes meanwhile: nobody is overtaken.
    transaction(this.#database, () => {
      for (const row of select.all({ after: after ?? null, limit })) {
        const { key: at, ...record } = idsRow.parse(row);
        const changed = how({ ...record, fields: fieldsIn(collection, row) });
        batch.read += 1;
        batch.next = at;
        if (!changed) continue;
        const values = fields.map(({ name, nested }) => {
          const value = changed[name] ?? null;
          return [name, column.parse(nested && value !== null ? JSON.stringify(value) : value)];
        });
        update.run({ ...Object.fromEntries(values), key: at });
        batch.changed += 1;
        this.#hasChanged = true;
      }
    });
    if (batch.read < limit) batch.next = undefined;
    else await setTimeout(LET_IN_MS);
    return batch;
  }

  async append(note: EncryptionNote): Promise<boolean> {
    const before = latestNote(this.#database);
    // Also what was changed by a run that did not come to its end.
    const isSettled = before && !before.plain && before.keys.length === 1;
    if (this.#hasChanged || !isSettled) await this.#leaveNoCopy();
    return appendNote(this.#database, note);
  }

  /** What was replaced is neither in unused space of the file nor in the write-ahead log any more. */
  async #leaveNoCopy(): Promise<void> {
    this.#database.exec('VACUUM');
    for (let attempt = 0; !emptyLog(this.#database); attempt += 1) {
      if (attempt === MOST_ATTEMPTS) {
        throw new Error(
          'Another process reads the database, such as a backup, and keeps old words in it: run this again when that has ended',
        );
      }
      await setTimeout(AGAIN_MS);
    }
  }

  async close(): Promise<void> {
    this.#database.close();
  }
}
