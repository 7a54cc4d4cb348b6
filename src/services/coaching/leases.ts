import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Lease } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';
import type { Persistence } from './persistence.ts';
import { within } from '../../within.ts';

export interface LeaseTimes {
  /** How often a process says that it is there, in milliseconds. */
  renewEveryMs: number;
  /** After how long without a sign it counts as gone. Clocks of machines that share a store must agree much better. */
  deadAfterMs: number;
}

/**
 * What is wrong with a lease: the store was told nothing for so long that others will soon take this process for gone;
 * another took it over; it was deleted with its turn.
 */
export type Trouble = 'silent' | 'takenOver' | 'deleted';

/** A lease of this process. */
interface Held {
  userId: string;
  onTrouble: (trouble: Trouble) => void;
  /** When the store was last told that this process is there, in milliseconds since 1970. */
  seenAt: number;
  isTakenOver: boolean;
  /** How many are at work on it: it may come back while its reply is still being finished. */
  holders: number;
  /** Whether the turn's end is stored, or could not be; undefined while its answer is written. */
  ended?: Promise<boolean>;
  /** Runs out when nothing is heard of the store for too long. */
  silence?: NodeJS.Timeout;
}

/** How long a place is waited for that is taken only because an end is yet to be stored, in milliseconds. */
const ENDING_MS = 2_000;

const TIMES: LeaseTimes = { renewEveryMs: 10_000, deadAfterMs: 30_000 };

/**
 * What this process is at work on, told to all that share the store: one answer at a time for each person across
 * processes, and what a process leaves behind that is killed is found.
 */
export class Leases {
  readonly #store: Store;
  readonly #persistence: Persistence;
  readonly #log: Logger;
  readonly #times: LeaseTimes;
  /** This process. */
  readonly #owner = randomUUID();
  /** By turn id. */
  readonly #held = new Map<string, Held>();
  /** Those that are being taken, and given up: the store may take its time, and until then they are nobody's to find. */
  readonly #taking = new Set<string>();
  readonly #dropping = new Set<string>();
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(store: Store, persistence: Persistence, log: Logger, times = TIMES) {
    this.#store = store;
    this.#persistence = persistence;
    this.#log = log;
    this.#times = times;
  }

  /**
   * Takes the person's one place for a turn; `unstored`: their last answer is written, but the store does not take its end.
   * @param onTrouble called at once when the turn should be ended
   */
  async take(
    userId: string,
    turnId: string,
    onTrouble: (trouble: Trouble) => void,
  ): Promise<'taken' | 'busy' | 'unstored' | 'duplicate'> {
    const take = () => this.#take(userId, turnId, onTrouble);
    if (await take()) return 'taken';
    const leases = await this.#store.leases();
    const own = leases.filter((other) => other.userId === userId);
    if (own.some((other) => other.turnId === turnId && this.#isAlive(other))) return 'duplicate';
    const left = own.filter((other) => !this.#isAlive(other));
    const ending = own.flatMap((other) => this.#held.get(other.turnId)?.ended ?? []);
    if (left.length === 0 && ending.length === 0) return 'busy';
    await Promise.all(left.map((other) => this.release(other.turnId)));
    const isStored = await within(ENDING_MS, Promise.all(ending)).then(
      () => true,
      () => false,
    );
    if (await take()) return 'taken';
    return isStored ? 'busy' : 'unstored';
  }

  /**
   * Has others find something of this person's by this id, should this process be killed. It takes nobody's place.
   * @param onTrouble called when it is another's by now, or deleted
   */
  async keep(userId: string, id: string, onTrouble: () => void): Promise<void> {
    const held = this.#held.get(id);
    if (held) held.onTrouble = onTrouble;
    else await this.#take(userId, id, onTrouble, id);
  }

  /** Ends the turn of a process that is gone, if it has not ended, and frees its asker's place. */
  async release(turnId: string): Promise<void> {
    await this.#store.closeTurn(turnId, { status: 'stopped', endedAt: new Date() });
    await this.#store.freePlace(turnId);
  }

  /** The answer is written; it may still have to be shown. */
  async freePlace(turnId: string): Promise<void> {
    await this.#persistence.insist({ what: 'a free place', turnId }, () =>
      this.#store.freePlace(turnId),
    );
  }

  /** Resolves when the end of this turn is stored, or could not be, if this process has ended it. */
  async ended(turnId: string): Promise<void> {
    await this.#held.get(turnId)?.ended;
  }

  /** Keeps the lease of this turn, and says so to the others, until its end is stored, whoever gives the lease up. */
  keepUntil(turnId: string, ended: Promise<boolean>): void {
    const held = this.#held.get(turnId);
    if (held) held.ended = ended;
  }

  /** Nothing is left to be done about this turn once its end is stored. */
  async drop(turnId: string): Promise<void> {
    // What could not be stored by this process is the next one's to find.
    if ((await this.#held.get(turnId)?.ended) === false) return;
    if (!this.#letGo(turnId)) return;
    this.#dropping.add(turnId);
    await this.#persistence.insist({ what: 'the end of a lease', turnId }, () =>
      this.#store.dropLease(turnId, this.#owner),
    );
    this.#dropping.delete(turnId);
  }

  /**
   * Leaves this turn, once its end is stored, to whoever looks next for what is left behind: this process, another, or
   * the next.
   */
  async giveBack(turnId: string): Promise<void> {
    await this.#held.get(turnId)?.ended;
    this.#letGo(turnId);
  }

  /** Whether this turn is nobody else's to show: another may be at work on it once this process counts as gone. */
  mayShow(turnId: string): boolean {
    const held = this.#held.get(turnId);
    if (!held || !this.#store.isShared) return true;
    return !held.isTakenOver && Date.now() < held.seenAt + this.#times.deadAfterMs;
  }

  /**
   * Takes over what processes have left behind that are gone, and what this one has given back, one by one. One that
   * the store does not give keeps the others from nothing; what the store said is thrown after them.
   * @param isFirst whether this process has just begun: on a store that is not shared all others are gone
   */
  async *takeOver(isFirst: boolean): AsyncGenerator<Lease, void, undefined> {
    const all = await this.#store.leases();
    const failures: unknown[] = [];
    for (const lease of all.filter((one) => this.#isLeft(one, isFirst))) {
      const seenAt = new Date();
      try {
        if (!(await this.#store.claimLease(lease, this.#owner, seenAt))) continue;
      } catch (error) {
        failures.push(error);
        continue;
      }
      this.#hold({ ...lease, seenAt }, () => undefined);
      yield lease;
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Lets the others find what is left. */
  stop(): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
    for (const { silence } of this.#held.values()) clearTimeout(silence);
  }

  /** Has the reply to this turn shown once more as it is stored, by whoever looks next: another process has changed it. */
  async abandon(turnId: string, userId: string): Promise<void> {
    await this.#persistence.insist({ what: 'what is left behind', turnId }, () =>
      this.#store.abandonLease(turnId, userId),
    );
  }

  async #take(
    userId: string,
    turnId: string,
    onTrouble: Held['onTrouble'],
    place?: string,
  ): Promise<boolean> {
    const lease = { turnId, userId, owner: this.#owner, seenAt: new Date() };
    this.#taking.add(turnId);
    try {
      const isTaken = await this.#store.takeLease(lease, place);
      if (isTaken) this.#hold(lease, onTrouble);
      return isTaken;
    } finally {
      this.#taking.delete(turnId);
    }
  }

  /** False while somebody else in this process is still at work on it. */
  #letGo(turnId: string): boolean {
    const held = this.#held.get(turnId);
    if (held && held.holders > 1) {
      held.holders -= 1;
      return false;
    }
    this.#forget(turnId);
    return true;
  }

  #forget(turnId: string): void {
    clearTimeout(this.#held.get(turnId)?.silence);
    this.#held.delete(turnId);
  }

  #isLeft(lease: Lease, isFirst: boolean): boolean {
    // What is being dropped would be gone as soon as it is claimed.
    if (this.#dropping.has(lease.turnId)) return false;
    const isOther = lease.owner !== this.#owner;
    return (isFirst && isOther && !this.#store.isShared) || !this.#isAlive(lease);
  }

  #isAlive({ turnId, owner, seenAt }: Lease): boolean {
    if (owner === this.#owner) {
      return [this.#held, this.#taking, this.#dropping].some((own) => own.has(turnId));
    }
    return seenAt.getTime() > Date.now() - this.#times.deadAfterMs;
  }

  #hold({ turnId, userId, seenAt }: Lease, onTrouble: Held['onTrouble']): void {
    const known = this.#held.get(turnId);
    const held = known ?? { userId, onTrouble, seenAt: 0, isTakenOver: false, holders: 0 };
    held.isTakenOver = false;
    held.holders += 1;
    this.#held.set(turnId, held);
    this.#seen(held, seenAt);
    this.#heartbeat ??= setInterval(() => void this.#renew(), this.#times.renewEveryMs).unref();
  }

  /** The store knows that this process is there. Silence ends what it does soon enough for that to be shown. */
  #seen(held: Held, seenAt: Date): void {
    held.seenAt = seenAt.getTime();
    if (!this.#store.isShared) return;
    clearTimeout(held.silence);
    const { renewEveryMs, deadAfterMs } = this.#times;
    const endAt = held.seenAt + deadAfterMs - renewEveryMs / 2;
    held.silence = setTimeout(() => held.onTrouble('silent'), endAt - Date.now()).unref();
  }

  async #renew(): Promise<void> {
    const before = [...this.#held].filter(([, { isTakenOver }]) => !isTakenOver);
    if (this.#held.size === 0) return this.stop();
    const seenAt = new Date();
    try {
      const renewed = new Set(await this.#store.renewLeases(this.#owner, seenAt));
      for (const [turnId, held] of before) {
        if (this.#held.get(turnId) !== held) continue;
        if (renewed.has(turnId)) this.#seen(held, seenAt);
        else await this.#lose(turnId, held);
      }
    } catch (err) {
      this.#log.warn({ err }, 'leases could not be renewed');
    }
  }

  /** A lease is deleted with its turn; or another process has taken it over, and may have settled it by now. */
  async #lose(turnId: string, held: Held): Promise<void> {
    // Where the store is slow, the next renewal finds it lost as well.
    if (held.isTakenOver) return;
    held.isTakenOver = true;
    this.#log.warn({ turnId }, 'a lease is lost');
    clearTimeout(held.silence);
    const isThere = await this.#store.findTurn(held.userId, turnId).then(
      (turn) => turn !== null,
      () => true,
    );
    if (!isThere) this.#forget(turnId);
    held.onTrouble(isThere ? 'takenOver' : 'deleted');
  }
}
