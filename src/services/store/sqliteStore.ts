import { RateLimiterSQLite, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { CheckIn } from '../../models/checkIn.ts';
import type { Memory } from '../../models/memory.ts';
import type { Practice } from '../../models/practice.ts';
import type { Essentials, Preferences, Profile, Settings } from '../../models/profile.ts';
import type { Feedback, Lease, ReplyLocation, Turn } from '../../models/turn.ts';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Agreement } from '../encryption/note.ts';
import type { CheckInClaim, CheckInStanding } from './checkIns.ts';
import type { Outdated } from './personalData.ts';
import { patient } from './lockPatience.ts';
import { LOCKED_MS, openDatabase } from './sqliteDatabase.ts';
import { SqliteLog } from './sqliteLog.ts';
import { SqlitePersonalData } from './sqlitePersonalData.ts';
import {
  checkInRow,
  leaseRow,
  memoryRow,
  practiceRow,
  profileRow,
  settingsRow,
  turnRow,
} from './sqliteRows.ts';
import { STATEMENTS } from './sqliteStatements.ts';
import type { Limit, NewTurn, ResumedTurn, Store, TurnEnd } from './store.ts';

const SWEEP_INTERVAL_MS = 3_600_000;

interface SqliteStoreOptions {
  folder: string;
  /** What the database is to say of its encryption; that there is none, without. */
  agree?: Agreement | undefined;
  /** How often to try again what somebody else's reading kept from being deleted at once, in milliseconds. */
  logAgainMs?: number;
  /** How long an operation waits for another program's lock, in milliseconds. */
  lockedMs?: number;
}

/**
 * Opens the SQLite database in this folder, creating it where it is missing.
 * @throws {EncryptionRefused} as `agree` does
 */
export async function openSqliteStore({
  folder,
  agree,
  logAgainMs,
  lockedMs = LOCKED_MS,
}: SqliteStoreOptions): Promise<Store> {
  return patient(new SqliteStore(await openDatabase(folder, agree), logAgainMs), lockedMs);
}

/**
 * node:sqlite is synchronous; the methods are async so that what it throws rejects, as on any other database. Each is one
 * statement or one transaction that writes, before anything else: nothing is done where it rejects because others have
 * locked the file.
 */
export class SqliteStore implements Store {
  readonly isShared = false;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #log: SqliteLog;
  readonly #personalData: SqlitePersonalData;
  readonly #sweeper: NodeJS.Timeout;

  constructor(database: DatabaseSync, logAgainMs?: number) {
    this.#database = database;
    this.#log = new SqliteLog(database, logAgainMs);
    this.#personalData = new SqlitePersonalData(database, this.#log, (sql) => this.#prepare(sql));
    // Whoever was reading when the last process ended kept it from doing so.
    this.#log.leaveNoCopy();
    this.#sweepLimits();
    this.#sweeper = setInterval(() => this.#sweepLimits(), SWEEP_INTERVAL_MS).unref();
  }

  async findProfile(userId: string): Promise<Profile | null> {
    const row = this.#prepare(STATEMENTS.findProfile).get({ userId });
    return row ? profileRow.parse(row) : null;
  }

  async saveProfile(userId: string, essentials: Essentials): Promise<void> {
    const { name, age, gender } = essentials;
    const interests = JSON.stringify(essentials.interests);
    this.#prepare(STATEMENTS.saveProfile).run({ userId, name, age, gender, interests });
  }

  async savePreferences(userId: string, preferences: Preferences): Promise<boolean> {
    const { pronouns = null, seeking = null, tone = null } = preferences;
    const row = { userId, pronouns, seeking, tone };
    return this.#prepare(STATEMENTS.savePreferences).run(row).changes === 1;
  }

  async removeProfile(userId: string): Promise<void> {
    if (this.#prepare(STATEMENTS.deleteProfile).run({ userId }).changes > 0)
      this.#log.leaveNoCopy();
  }

  async findMemory(userId: string): Promise<Memory | null> {
    const row = this.#prepare(STATEMENTS.findMemory).get({ userId });
    return row ? memoryRow.parse(row) : null;
  }

  async saveMemory(userId: string, memory: Memory): Promise<boolean> {
    const { text, through, newestAt, version } = memory;
    const times = { through: through.getTime(), newestAt: newestAt.getTime() };
    const row = { userId, text, ...times, version };
    const isSaved = this.#prepare(STATEMENTS.saveMemory).run(row).changes === 1;
    // Cleared: what was there is not to be read any more.
    if (isSaved && text === '') this.#log.leaveNoCopy();
    return isSaved;
  }

  async removeMemory(userId: string): Promise<void> {
    if (this.#prepare(STATEMENTS.deleteMemory).run({ userId }).changes > 0) this.#log.leaveNoCopy();
  }

  async findSettings(userId: string): Promise<Settings | null> {
    const row = this.#prepare(STATEMENTS.findSettings).get({ userId });
    return row ? settingsRow.parse(row) : null;
  }

  async saveSettings(userId: string, { locale, timeZone }: Settings): Promise<boolean> {
    const row = { userId, locale, timeZone };
    return this.#prepare(STATEMENTS.saveSettings).run(row).changes > 0;
  }

  async saveLocale(userId: string, locale: string): Promise<boolean> {
    return this.#prepare(STATEMENTS.saveLocale).run({ userId, locale }).changes > 0;
  }

  async savePractice({ startedAt, endedAt, ...practice }: Practice): Promise<boolean> {
    const times = { startedAt: startedAt.getTime(), endedAt: endedAt && endedAt.getTime() };
    return this.#prepare(STATEMENTS.savePractice).run({ ...practice, ...times }).changes > 0;
  }

  async findPractice(userId: string): Promise<Practice | null> {
    const row = this.#prepare(STATEMENTS.findPractice).get({ userId });
    return row ? practiceRow.parse(row) : null;
  }

  async endPractice(userId: string, id: string, endedAt: Date): Promise<boolean> {
    const row = { userId, id, endedAt: endedAt.getTime() };
    return this.#prepare(STATEMENTS.endPractice).run(row).changes === 1;
  }

  async beginTurn({
    askedAt,
    reply,
    pictures,
    isReview = false,
    replacedBy = null,
    ...turn
  }: NewTurn): Promise<boolean> {
    const { changes } = this.#prepare(STATEMENTS.beginTurn).run({
      ...turn,
      askedAt: askedAt.getTime(),
      pictures: JSON.stringify(pictures),
      reply: toJson(reply),
      review: Number(isReview),
      replacedBy,
    });
    return changes === 1;
  }

  async resumeTurn(userId: string, id: string, as: ResumedTurn): Promise<Turn | null> {
    const { pictures, askedAt, reply, ...rest } = as;
    const texts = { ...rest, pictures: JSON.stringify(pictures), reply: toJson(reply) };
    const changed = { ...texts, askedAt: askedAt.getTime() };
    const row = this.#prepare(STATEMENTS.resumeTurn).get({ userId, id, ...changed });
    return row ? turnRow.parse(row) : null;
  }

  async joinTurn(userId: string, id: string, into: string, endedAt: Date): Promise<boolean> {
    const row = { userId, id, into, endedAt: endedAt.getTime() };
    return this.#prepare(STATEMENTS.joinTurn).run(row).changes === 1;
  }

  async saveProgress(userId: string, id: string, answer: string): Promise<void> {
    this.#prepare(STATEMENTS.saveProgress).run({ userId, id, answer });
  }

  async saveReply(userId: string, id: string, reply: ReplyLocation): Promise<void> {
    this.#prepare(STATEMENTS.saveReply).run({ userId, id, reply: toJson(reply) });
  }

  async refuseTurn(userId: string, id: string): Promise<void> {
    this.#prepare(STATEMENTS.refuseTurn).run({ userId, id });
  }

  async closeTurn(
    id: string,
    { status, endedAt }: Omit<TurnEnd, 'answer' | 'isRefused'>,
  ): Promise<void> {
    this.#prepare(STATEMENTS.closeTurn).run({ id, status, endedAt: endedAt.getTime() });
  }

  async endTurn(userId: string, id: string, end: TurnEnd): Promise<boolean> {
    const row = { userId, id, ...endRow(end) };
    return this.#prepare(STATEMENTS.endTurn).run(row).changes === 1;
  }

  async amendTurn(userId: string, id: string, closedAt: Date, end: TurnEnd): Promise<boolean> {
    const row = { userId, id, closedAt: closedAt.getTime(), ...endRow(end) };
    return this.#prepare(STATEMENTS.amendTurn).run(row).changes === 1;
  }

  async findTurn(userId: string, id: string): Promise<Turn | null> {
    const row = this.#prepare(STATEMENTS.findTurn).get({ userId, id });
    return row ? turnRow.parse(row) : null;
  }

  async isOthersTurn(userId: string, id: string): Promise<boolean> {
    return this.#prepare(STATEMENTS.isOthersTurn).get({ userId, id }) !== undefined;
  }

  async removeTurn(userId: string, id: string): Promise<void> {
    if (this.#prepare(STATEMENTS.removeTurn).run({ userId, id }).changes > 0)
      this.#log.leaveNoCopy();
  }

  async removeWaiting(turnIds: readonly string[]): Promise<void> {
    const ids = JSON.stringify(turnIds);
    if (this.#prepare(STATEMENTS.removeWaiting).run({ ids }).changes > 0) this.#log.leaveNoCopy();
  }

  async turnShownIn(userId: string, messageId: string): Promise<string | null> {
    const row = this.#prepare(STATEMENTS.turnShownIn).get({ userId, messageId });
    return row ? String(row['id']) : null;
  }

  async rateTurn(userId: string, id: string, feedback: Feedback | null): Promise<boolean> {
    return this.#prepare(STATEMENTS.rateTurn).run({ userId, id, feedback }).changes === 1;
  }

  async replaceTurn(userId: string, id: string, replacedBy: string): Promise<void> {
    this.#prepare(STATEMENTS.replaceTurn).run({ userId, id, replacedBy });
  }

  async moveToCoach(userId: string, id: string): Promise<void> {
    this.#prepare(STATEMENTS.moveToCoach).run({ userId, id });
  }

  async answeredTurns(userId: string, limit: number, practiceId?: string): Promise<Turn[]> {
    const whose = { userId, practiceId: practiceId ?? null };
    return this.#newest(STATEMENTS.answeredTurns, whose, limit);
  }

  async answeredTurnsAfter(userId: string, after: Date | null, limit: number): Promise<Turn[]> {
    const which = { userId, after: after?.getTime() ?? -1, limit };
    return this.#prepare(STATEMENTS.answeredTurnsAfter)
      .all(which)
      .map((row) => turnRow.parse(row));
  }

  async answeredTurn(userId: string, id: string): Promise<Turn | null> {
    const row = this.#prepare(STATEMENTS.answeredTurn).get({ userId, id });
    return row ? turnRow.parse(row) : null;
  }

  async recentTurns(userId: string, limit: number): Promise<Turn[]> {
    return this.#newest(STATEMENTS.recentTurns, { userId }, limit);
  }

  async takeLease(lease: Lease, place = lease.userId): Promise<boolean> {
    const { turnId, userId, owner, seenAt } = lease;
    const row = { turnId, userId, place, owner, seenAt: seenAt.getTime() };
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

  async abandonLease(turnId: string, userId: string): Promise<void> {
    this.#prepare(STATEMENTS.abandonLease).run({ turnId, userId });
  }

  async dropLease(turnId: string, owner: string): Promise<void> {
    this.#prepare(STATEMENTS.dropLease).run({ turnId, owner });
  }

  async addCheckIn(checkIn: CheckIn, limit: number): Promise<boolean> {
    const { dueAt, tryAt, triedSince, ...rest } = checkIn;
    const times = { dueAt: dueAt.getTime(), tryAt: tryAt.getTime() };
    const row = { ...rest, ...times, triedSince: triedSince && triedSince.getTime(), limit };
    if (this.#prepare(STATEMENTS.addCheckIn).run(row).changes === 1) return true;
    return (await this.checkIns(checkIn.userId)).some(({ id }) => id === checkIn.id);
  }

  async checkIns(userId: string): Promise<CheckIn[]> {
    const rows = this.#prepare(STATEMENTS.checkIns).all({ userId });
    return rows.map((row) => checkInRow.parse(row));
  }

  async dueCheckIns(at: Date, limit: number): Promise<CheckIn[]> {
    const rows = this.#prepare(STATEMENTS.dueCheckIns).all({ at: at.getTime(), limit });
    return rows.map((row) => checkInRow.parse(row));
  }

  async claimCheckIn({ id }: CheckIn, { at, until }: CheckInClaim): Promise<CheckIn | null> {
    const times = { at: at.getTime(), until: until.getTime() };
    const row = this.#prepare(STATEMENTS.claimCheckIn).get({ id, ...times });
    return row ? checkInRow.parse(row) : null;
  }

  async saveCheckIn(id: string, { status, tryAt, triedSince }: CheckInStanding): Promise<void> {
    const times = { tryAt: tryAt.getTime(), triedSince: triedSince && triedSince.getTime() };
    this.#prepare(STATEMENTS.saveCheckIn).run({ id, status, ...times });
  }

  async removeCheckIn(userId: string, id: string): Promise<boolean> {
    if (this.#prepare(STATEMENTS.removeCheckIn).run({ userId, id }).changes === 0) return false;
    this.#log.leaveNoCopy();
    return true;
  }

  async turnIds(userId: string): Promise<string[]> {
    return this.#personalData.turnIds(userId);
  }

  async turns(userId: string, ids: readonly string[]): Promise<Turn[]> {
    return this.#personalData.turns(userId, ids);
  }

  async deleteUser(userId: string): Promise<void> {
    this.#personalData.deleteUser(userId);
  }

  async deleteOlder(than: Date, limit: number): Promise<Outdated> {
    return this.#personalData.deleteOlder(than, limit);
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
    this.#log.close();
    if (this.#database.isOpen) this.#database.close();
  }

  #newest(sql: string, whose: Record<string, string | null>, limit: number): Turn[] {
    // To SQLite a negative limit is none at all.
    const rows = this.#prepare(sql).all({ ...whose, limit: Math.max(0, limit) });
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

function endRow({ isRefused = false, endedAt, ...end }: TurnEnd) {
  return { ...end, endedAt: endedAt.getTime(), refused: Number(isRefused) };
}
