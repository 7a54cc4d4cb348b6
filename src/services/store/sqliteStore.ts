import { RateLimiterSQLite, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Profile } from '../../models/profile.ts';
import type { Lease, ReplyLocation, Turn } from '../../models/turn.ts';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openDatabase, transaction } from './sqliteDatabase.ts';
import type { Limit, NewTurn, Store, TurnEnd } from './store.ts';

const NEWEST_FIRST = 'ORDER BY asked_at DESC, length(id) DESC, id DESC';

/** Every statement of the store, by what it does. */
export const STATEMENTS = {
  findProfile: 'SELECT name, age, gender, interests FROM profiles WHERE user_id = $userId',
  saveProfile: `INSERT OR REPLACE INTO profiles (user_id, name, age, gender, interests)
    VALUES ($userId, $name, $age, $gender, $interests)`,
  beginTurn: `INSERT INTO turns (id, user_id, question, answer, status, asked_at, reply)
    VALUES ($id, $userId, $question, '', $status, $askedAt, $reply) ON CONFLICT (id) DO NOTHING`,
  resumeTurn: `UPDATE turns SET status = 'streaming', reply = $reply
    WHERE id = $id AND user_id = $userId AND status = 'waiting' RETURNING *`,
  saveProgress: `UPDATE turns SET answer = $answer WHERE id = $id AND status = 'streaming'`,
  saveReply: 'UPDATE turns SET reply = $reply WHERE id = $id',
  closeTurn: `UPDATE turns SET status = $status, ended_at = $endedAt
    WHERE id = $id AND status = 'streaming'`,
  endTurn: `UPDATE turns SET answer = $answer, status = $status, ended_at = $endedAt WHERE id = $id`,
  findTurn: 'SELECT * FROM turns WHERE id = $id AND user_id = $userId',
  answeredTurns: `SELECT * FROM turns WHERE user_id = $userId AND answered = 1 ${NEWEST_FIRST} LIMIT $limit`,
  recentTurns: `SELECT * FROM turns WHERE user_id = $userId ${NEWEST_FIRST} LIMIT $limit`,
  takeLease: `INSERT INTO leases (turn_id, user_id, place, owner, seen_at)
    VALUES ($turnId, $userId, $userId, $owner, $seenAt) ON CONFLICT DO NOTHING`,
  leases: 'SELECT turn_id, user_id, owner, seen_at FROM leases',
  freePlace: 'UPDATE leases SET place = NULL WHERE turn_id = $turnId',
  renewLeases: 'UPDATE leases SET seen_at = $seenAt WHERE owner = $owner RETURNING turn_id',
  claimLease: `UPDATE leases SET owner = $newOwner, seen_at = $newSeenAt
    WHERE turn_id = $turnId AND owner = $owner AND seen_at = $seenAt`,
  dropLease: 'DELETE FROM leases WHERE turn_id = $turnId AND owner = $owner',
  deleteLeases: 'DELETE FROM leases WHERE user_id = $userId',
  deleteTurns: 'DELETE FROM turns WHERE user_id = $userId',
  deleteProfile: 'DELETE FROM profiles WHERE user_id = $userId',
  sweepLimits: 'DELETE FROM limits WHERE expire <= $now',
} as const;

const SWEEP_INTERVAL_MS = 3_600_000;

const json = z.string().transform((text): unknown => JSON.parse(text));
const time = z.number().transform((milliseconds) => new Date(milliseconds));

/** What a row of `profiles` says. */
const profileRow = z.object({
  name: z.string(),
  age: z.number(),
  gender: z.string(),
  interests: json.pipe(z.array(z.string())),
});

/** What a row of `turns` says. */
const turnRow = z
  .object({
    id: z.string(),
    user_id: z.string(),
    question: z.string(),
    answer: z.string(),
    status: z.enum(['waiting', 'streaming', 'complete', 'stopped', 'failed']),
    asked_at: time,
    ended_at: time.nullable(),
    reply: json
      .pipe(
        z.object({
          channelId: z.string(),
          messageIds: z.array(z.string()),
          interactionToken: z.string().nullable(),
          ephemeral: z.boolean(),
          locale: z.string(),
          after: z.object({ length: z.number(), reopening: z.string() }).nullable().default(null),
        }),
      )
      .nullable(),
  })
  .transform(({ user_id: userId, asked_at: askedAt, ended_at: endedAt, ...turn }): Turn => ({
    ...turn,
    userId,
    askedAt,
    endedAt,
  }));

/** What a row of `leases` says. */
const leaseRow = z
  .object({ turn_id: z.string(), user_id: z.string(), owner: z.string(), seen_at: time })
  .transform(({ turn_id: turnId, user_id: userId, owner, seen_at: seenAt }): Lease => ({
    turnId,
    userId,
    owner,
    seenAt,
  }));

/** Opens the SQLite database in this folder, creating it where it is missing. */
export async function openSqliteStore({ folder }: { folder: string }): Promise<Store> {
  return new SqliteStore(openDatabase(folder));
}

/** node:sqlite is synchronous; the methods are async so that what it throws rejects, as on any other database. */
export class SqliteStore implements Store {
  readonly isShared = false;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #sweeper: NodeJS.Timeout;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sweepLimits();
    this.#sweeper = setInterval(() => this.#sweepLimits(), SWEEP_INTERVAL_MS).unref();
  }

  async findProfile(userId: string): Promise<Profile | null> {
    const row = this.#prepare(STATEMENTS.findProfile).get({ userId });
    return row ? profileRow.parse(row) : null;
  }

  async saveProfile(userId: string, { name, age, gender, interests }: Profile): Promise<void> {
    const row = { userId, name, age, gender, interests: JSON.stringify(interests) };
    this.#prepare(STATEMENTS.saveProfile).run(row);
  }

  async beginTurn({ id, userId, question, status, askedAt, reply }: NewTurn): Promise<boolean> {
    const { changes } = this.#prepare(STATEMENTS.beginTurn).run({
      id,
      userId,
      question,
      status,
      askedAt: askedAt.getTime(),
      reply: toJson(reply),
    });
    return changes === 1;
  }

  async resumeTurn(userId: string, id: string, reply: ReplyLocation | null): Promise<Turn | null> {
    const row = this.#prepare(STATEMENTS.resumeTurn).get({ userId, id, reply: toJson(reply) });
    return row ? turnRow.parse(row) : null;
  }

  async saveProgress(id: string, answer: string): Promise<void> {
    this.#prepare(STATEMENTS.saveProgress).run({ id, answer });
  }

  async saveReply(id: string, reply: ReplyLocation): Promise<void> {
    this.#prepare(STATEMENTS.saveReply).run({ id, reply: toJson(reply) });
  }

  async closeTurn(id: string, { status, endedAt }: Omit<TurnEnd, 'answer'>): Promise<void> {
    this.#prepare(STATEMENTS.closeTurn).run({ id, status, endedAt: endedAt.getTime() });
  }

  async endTurn(id: string, { answer, status, endedAt }: TurnEnd): Promise<void> {
    this.#prepare(STATEMENTS.endTurn).run({ id, answer, status, endedAt: endedAt.getTime() });
  }

  async findTurn(userId: string, id: string): Promise<Turn | null> {
    const row = this.#prepare(STATEMENTS.findTurn).get({ userId, id });
    return row ? turnRow.parse(row) : null;
  }

  async answeredTurns(userId: string, limit: number): Promise<Turn[]> {
    return this.#newest(STATEMENTS.answeredTurns, userId, limit);
  }

  async recentTurns(userId: string, limit: number): Promise<Turn[]> {
    return this.#newest(STATEMENTS.recentTurns, userId, limit);
  }

  async takeLease({ turnId, userId, owner, seenAt }: Lease): Promise<boolean> {
    const row = { turnId, userId, owner, seenAt: seenAt.getTime() };
    return this.#prepare(STATEMENTS.takeLease).run(row).changes === 1;
  }

  async leases(): Promise<Lease[]> {
    return this.#prepare(STATEMENTS.leases)
      .all()
      .map((row) => leaseRow.parse(row));
  }

  async freePlace(turnId: string): Promise<void> {
    this.#prepare(STATEMENTS.freePlace).run({ turnId });
  }

  async renewLeases(owner: string, seenAt: Date): Promise<string[]> {
    const rows = this.#prepare(STATEMENTS.renewLeases).all({ owner, seenAt: seenAt.getTime() });
    return rows.map((row) => String(row['turn_id']));
  }

  async claimLease(found: Lease, newOwner: string, newSeenAt: Date): Promise<boolean> {
    const { turnId, owner } = found;
    const row = { turnId, owner, newOwner, newSeenAt: newSeenAt.getTime() };
    const seenAt = found.seenAt.getTime();
    return this.#prepare(STATEMENTS.claimLease).run({ ...row, seenAt }).changes === 1;
  }

  async dropLease(turnId: string, owner: string): Promise<void> {
    this.#prepare(STATEMENTS.dropLease).run({ turnId, owner });
  }

  async deleteUser(userId: string): Promise<void> {
    transaction(this.#database, () => {
      this.#prepare(STATEMENTS.deleteLeases).run({ userId });
      this.#prepare(STATEMENTS.deleteTurns).run({ userId });
      this.#prepare(STATEMENTS.deleteProfile).run({ userId });
    });
    // Deletion reaches the disk now, and no copy of what was deleted stays behind in the write-ahead log.
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  limiter({ name, points, seconds }: Limit): RateLimiterAbstract {
    return new RateLimiterSQLite({
      // The limiter speaks better-sqlite3. Its one use of a transaction is a single statement, which is one anyway.
      storeClient: {
        prepare: (sql: string) => this.#prepare(sql),
        transaction: <Result>(work: () => Result) => work,
      },
      storeType: 'better-sqlite3',
      tableName: 'limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points,
      duration: seconds,
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    if (this.#database.isOpen) this.#database.close();
  }

  #newest(sql: string, userId: string, limit: number): Turn[] {
    // To SQLite a negative limit is none at all.
    const rows = this.#prepare(sql).all({ userId, limit: Math.max(0, limit) });
    return rows.map((row) => turnRow.parse(row)).toReversed();
  }

  #sweepLimits(): void {
    try {
      this.#prepare(STATEMENTS.sweepLimits).run({ now: Date.now() });
    } catch {
      // Another process holds the lock: the next sweep makes up for this one.
    }
  }

  /** Each statement is compiled once. */
  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function toJson(reply: ReplyLocation | null): string | null {
  return reply && JSON.stringify(reply);
}
