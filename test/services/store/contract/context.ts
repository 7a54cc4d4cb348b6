import { afterEach, beforeEach } from 'vitest';
import type { Profile } from '../../../../src/models/profile.ts';
import type { ReplyLocation } from '../../../../src/models/turn.ts';
import type { StoreLocation } from '../../../../src/services/store/index.ts';
import type { NewTurn, ResumedTurn, Store, TurnEnd } from '../../../../src/services/store/store.ts';
import { type DatabaseKind, keyringOf, type TestDatabase } from '../../../support/databases.ts';

export const ALICE = '100000000000000001';
export const BOB = '100000000000000002';

/** When the turns of the tests are asked, unless they say otherwise. */
export const NOON = Date.UTC(2026, 0, 1, 12);

export const alice: Profile = {
  name: 'Alice',
  age: 30,
  gender: 'woman',
  interests: ['chess', 'tea'],
};
export const bob: Profile = { name: 'Bob', age: 41, gender: 'man', interests: ['boats'] };

export const place: ReplyLocation = {
  channelId: '300',
  messageIds: ['400', '401'],
  interactionToken: 'token',
  ephemeral: true,
  locale: 'en-GB',
  after: null,
};

export function question(id: string, over: Partial<NewTurn> = {}): NewTurn {
  return {
    id,
    userId: ALICE,
    question: `Question ${id}`,
    pictures: [],
    practiceId: null,
    isReview: false,
    follows: null,
    status: 'streaming',
    askedAt: new Date(NOON),
    reply: null,
    ...over,
  };
}

/** How a turn that waited goes on, answered in this place. */
export function goingOn(reply: ReplyLocation | null, over: Partial<ResumedTurn> = {}): ResumedTurn {
  const askedAt = new Date(NOON + 1_000);
  return { question: 'Question 1', pictures: [], follows: null, askedAt, reply, ...over };
}

export function end(over: Partial<TurnEnd> = {}): TurnEnd {
  return { answer: 'An answer', status: 'complete', endedAt: new Date(NOON + 5_000), ...over };
}

/** An empty database for each test. */
export class DatabaseContext {
  database!: TestDatabase;

  constructor(kind: DatabaseKind) {
    beforeEach(async () => {
      this.database = await kind.create();
    });
    afterEach(() => this.database.drop());
  }

  get location(): StoreLocation {
    return this.database.location;
  }

  /** Opens a store on it with these keys, or none. */
  async open(...keys: string[]): Promise<Store> {
    return this.database.open({ keyring: keys.length > 0 ? keyringOf(...keys) : undefined });
  }
}

/** An empty store for each test, and what the tests do with it again and again. */
export class StoreContext extends DatabaseContext {
  store!: Store;

  constructor(kind: DatabaseKind) {
    super(kind);
    beforeEach(async () => {
      this.store = await this.database.open();
    });
  }

  /** Another start of the process. */
  async reopen(): Promise<void> {
    await this.store.close();
    this.store = await this.database.open();
  }

  /** Sets Alice and Bob up. */
  async setUp(): Promise<void> {
    await this.store.saveProfile(ALICE, alice);
    await this.store.saveProfile(BOB, bob);
  }

  /** Records a turn that was asked this many seconds after noon, and has ended. */
  async ended(id: string, second: number, how: Partial<TurnEnd>, userId = ALICE): Promise<void> {
    await this.store.beginTurn(question(id, { askedAt: new Date(NOON + second * 1_000), userId }));
    await this.store.endTurn(userId, id, end(how));
  }

  /** Records a turn that was asked this many seconds after noon, with an answer. */
  async answered(id: string, second: number, userId = ALICE): Promise<void> {
    await this.ended(id, second, { answer: `Answer ${id}` }, userId);
  }

  async answeredIds(userId: string, limit: number): Promise<string[]> {
    return (await this.store.answeredTurns(userId, limit)).map(({ id }) => id);
  }

  async recentIds(userId: string, limit: number): Promise<string[]> {
    return (await this.store.recentTurns(userId, limit)).map(({ id }) => id);
  }
}
