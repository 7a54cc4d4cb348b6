import type { Logger } from 'pino';
import type { CheckIn } from '../../models/checkIn.ts';
import type { Stored } from '../../models/stored.ts';
import type { ReplyLocation } from '../../models/turn.ts';
import { Persistence } from '../coaching/persistence.ts';
import { ReplyGone, TryLater } from '../reply/surface.ts';
import type { Store } from '../store/store.ts';

/** What was sent, as it becomes a turn of the history. */
export interface Delivery {
  /** What the person wanted, as if they had asked it. */
  question: string;
  /** What was sent. */
  text: string;
  /** Where it is. */
  reply: ReplyLocation;
}

/** How an attempt to send a check-in ended. `refused`: nothing of it is kept; `abandoned`: Discord was in trouble for too long. */
export type CheckInResult = 'sent' | 'refused' | 'retried' | 'undeliverable' | 'abandoned';

export interface CheckInTimes {
  /** How often to look for what is due, in milliseconds. */
  lookEveryMs: number;
  /** The current time. */
  now: () => Date;
}

interface CheckInsOptions {
  store: Store;
  /**
   * Sends a check-in; sent again within minutes, it is the same message. Undefined when nothing of it is to be kept.
   * @throws {ReplyGone} when the person cannot be written to
   * @throws {TryLater} when Discord is in trouble
   */
  deliver: (
    checkIn: Stored<CheckIn>,
    isLate: boolean,
    signal: AbortSignal,
  ) => Promise<Delivery | undefined>;
  log: Logger;
  onResult?: ((result: CheckInResult) => void) | undefined;
  times?: Partial<CheckInTimes> | undefined;
}

/** Check-ins that are sent at the same time. */
const AT_ONCE = 10;
/** How long a process that sends a check-in keeps others from it, in milliseconds. */
const CLAIM_MS = 30_000;
/** How long sending may take, in milliseconds: it must end before the claim does. */
const SEND_MS = 20_000;
/** Waits between attempts, in milliseconds; the last one repeats. Claims end before the next attempt. */
const BACKOFF_MS = [30_000, 60_000, 120_000, 300_000, 900_000];
const DAY_MS = 24 * 60 * 60_000;

/**
 * Sends check-ins when they are due, each once: they are in the store, whichever process finds one claims it, and
 * one that dies while it sends leaves a claim that runs out.
 */
export class CheckIns {
  readonly #store: Store;
  readonly #deliver: CheckInsOptions['deliver'];
  readonly #log: Logger;
  readonly #onResult: CheckInsOptions['onResult'];
  readonly #times: CheckInTimes;
  readonly #persistence: Persistence;
  /** What this process sends or still has to record, by id. */
  readonly #sending = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #isStopped = false;

  constructor({ store, deliver, log, onResult, times }: CheckInsOptions) {
    this.#store = store;
    this.#deliver = deliver;
    this.#log = log;
    this.#onResult = onResult;
    this.#times = { lookEveryMs: 15_000, now: () => new Date(), ...times };
    this.#persistence = new Persistence(log);
  }

  /** Sends what is due by now, and from now on whatever becomes due. */
  start(): void {
    if (this.#isStopped || this.#timer) return;
    this.#timer = setInterval(() => this.#look(), this.#times.lookEveryMs).unref();
    this.#look();
  }

  /** Begins to send nothing any more. Resolves when what is being sent is sent and recorded. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#looking;
    await Promise.all(this.#sending.values());
  }

  /** Records nothing any more: what is sent and not recorded is found by the next process. */
  close(): void {
    this.#persistence.giveUp();
  }

  #look(): void {
    this.#looking ??= this.#sendDue()
      .catch((err: unknown) => this.#log.error({ err }, 'check-ins could not be looked for'))
      .finally(() => (this.#looking = undefined));
  }

  async #sendDue(): Promise<void> {
    for (;;) {
      const free = AT_ONCE - this.#sending.size;
      if (this.#isStopped || free <= 0) return;
      const due = await this.#store.dueCheckIns(this.#times.now(), AT_ONCE);
      const mine = due.filter(({ id }) => !this.#sending.has(id)).slice(0, free);
      const sent = await Promise.all(mine.map((checkIn) => this.#begin(checkIn)));
      // Where nothing got done, others are at it; more than fits into one look is there only after a time away.
      if (due.length < AT_ONCE || !sent.some(Boolean)) return;
    }
  }

  /** Sends a check-in if no other process does. Resolves with whether this one was at it. */
  async #begin(found: CheckIn): Promise<boolean> {
    if (this.#isStopped) return false;
    const at = this.#times.now();
    const until = new Date(at.getTime() + CLAIM_MS);
    const sending = Promise.withResolvers<void>();
    this.#sending.set(found.id, sending.promise);
    try {
      const checkIn = await this.#store.claimCheckIn(found, { at, until });
      if (checkIn) await this.#send(checkIn);
      return checkIn !== null;
    } catch (err) {
      this.#log.error({ checkInId: found.id, err }, 'a check-in could not be sent');
      return false;
    } finally {
      this.#sending.delete(found.id);
      sending.resolve();
    }
  }

  async #send(checkIn: Stored<CheckIn>): Promise<void> {
    const { id, userId, dueAt } = checkIn;
    const facts = { checkInId: id, userId };
    try {
      const isLate = this.#times.now().getTime() - dueAt.getTime() > DAY_MS;
      const delivery = await this.#deliver(checkIn, isLate, AbortSignal.timeout(SEND_MS));
      const result = delivery ? 'sent' : 'refused';
      this.#log.info(facts, `a check-in is ${result}`);
      this.#onResult?.(result);
      await this.#persistence.insist({ what: `a check-in that is ${result}`, turnId: id }, () =>
        delivery ? this.#record(checkIn, delivery) : this.#store.removeCheckIn(userId, id),
      );
    } catch (err) {
      if (err instanceof TryLater) await this.#putOff(checkIn, err);
      else if (err instanceof ReplyGone) await this.#giveUp(checkIn, 'undeliverable', err);
      else throw err;
    }
  }

  /**
   * What was sent becomes a turn, in place of the check-in; a rehearsal in its midst has ended, since what is written
   * next is the answer. Done once more, it is the same.
   */
  async #record({ id, userId }: CheckIn, { question, text, reply }: Delivery): Promise<void> {
    const now = this.#times.now();
    const practice = await this.#store.findPractice(userId);
    if (practice?.channelId === reply.channelId && practice.endedAt === null) {
      await this.#store.endPractice(userId, practice.id, now);
    }
    await this.#store.beginTurn({
      id,
      userId,
      question,
      pictures: [],
      practiceId: null,
      follows: null,
      status: 'streaming',
      askedAt: now,
      reply,
    });
    await this.#store.endTurn(userId, id, { answer: text, status: 'complete', endedAt: now });
    const removed = await this.#store.removeCheckIn(userId, id);
    // Whoever deleted everything while it was sent must not find a turn of it afterwards. Whose profile alone is removed
    // keeps what was said before.
    if (!removed && !(await this.#store.findProfile(userId))) {
      await this.#store.removeTurn(userId, id);
    }
  }

  async #putOff(checkIn: CheckIn, err: TryLater): Promise<void> {
    const now = this.#times.now();
    const since = checkIn.triedSince ?? now;
    const triedForMs = now.getTime() - since.getTime();
    if (triedForMs >= DAY_MS) return this.#giveUp(checkIn, 'abandoned', err);
    const backoffMs = BACKOFF_MS.find((wait) => wait > triedForMs) ?? BACKOFF_MS.at(-1) ?? 0;
    const waitMs = Math.max(backoffMs, err.retryAfterMs ?? 0);
    const tryAt = new Date(now.getTime() + waitMs);
    await this.#store.saveCheckIn(checkIn.id, { status: 'pending', tryAt, triedSince: since });
    this.#log.warn({ checkInId: checkIn.id, waitMs, err }, 'a check-in is put off');
    this.#onResult?.('retried');
  }

  async #giveUp(
    { id, tryAt, triedSince }: CheckIn,
    result: 'undeliverable' | 'abandoned',
    err: Error,
  ): Promise<void> {
    await this.#store.saveCheckIn(id, { status: 'undeliverable', tryAt, triedSince });
    this.#log.warn({ checkInId: id, result, err }, 'a check-in is given up');
    this.#onResult?.(result);
  }
}
