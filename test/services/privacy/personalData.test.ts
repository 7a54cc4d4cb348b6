import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Limits } from '../../../src/services/coaching/limits.ts';
import { gather } from '../../../src/services/privacy/personalData.ts';
import { pack } from '../../../src/services/privacy/pack.ts';
import type { CheckIn } from '../../../src/models/checkIn.ts';
import type { Memory } from '../../../src/models/memory.ts';
import type { Practice } from '../../../src/models/practice.ts';
import type { Profile, Settings } from '../../../src/models/profile.ts';
import type { Turn } from '../../../src/models/turn.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { databaseKinds, type TestDatabase } from '../../support/databases.ts';
import { ALICE, BOB, question } from '../store/contract/context.ts';

const TOKEN = 'the-token-of-an-interaction';
const at = (minute: number) => new Date(Date.UTC(2026, 1, 3, 4, minute));

// Every field that there is, each with a value of its own: the compiler asks for those that are new.
const profile: Required<Profile> = {
  name: 'Ada L.',
  age: 29,
  gender: 'a woman',
  interests: ['chess', 'tea'],
  pronouns: 'they/them',
  seeking: 'someone to laugh with',
  tone: 'playful',
};
const memory: Memory = { text: 'Sam called twice.', through: at(8), newestAt: at(8), version: 1 };
const settings: Settings = { locale: 'pt-BR', timeZone: 'Europe/Lisbon' };
const practice: Practice = {
  id: '7001',
  userId: ALICE,
  channelId: '7002',
  kind: 'askingOut',
  who: 'Sam, a colleague',
  moment: 'at the coffee machine',
  startedAt: at(1),
  endedAt: at(2),
};
const checkIn: CheckIn = {
  id: '7003',
  userId: ALICE,
  plan: 'my date on Saturday',
  locale: 'es-419',
  dueAt: at(3),
  status: 'undeliverable',
  tryAt: at(4),
  triedSince: at(5),
};
const turn: Turn = {
  id: '7004',
  userId: ALICE,
  question: 'Does he like me?',
  pictures: [{ url: 'https://cdn.discordapp.com/a.png', name: 'chat.png', size: 4711 }],
  practiceId: '7005',
  isReview: true,
  follows: '7010',
  answer: 'What makes you ask?',
  status: 'stopped',
  askedAt: at(6),
  endedAt: at(7),
  reply: {
    channelId: '7006',
    messageIds: ['7007', '7008'],
    interactionToken: TOKEN,
    ephemeral: true,
    locale: 'en-GB',
    after: { length: 1234, reopening: '**' },
  },
  feedback: 'down',
  replacedBy: '7009',
  isRefused: true,
};

type Leaf = string | number | boolean | Date | null;

/** What is written in the leaves of a value, as JSON shows it; whether something holds has no words of its own. */
const leavesOf = (value: Leaf | object): string[] => {
  if (value === null || typeof value === 'boolean') return [];
  if (value instanceof Date) return [value.toISOString()];
  if (typeof value === 'object')
    return Object.values(value as Record<string, Leaf>).flatMap(leavesOf);
  return [String(value)];
};

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what is handed out of ${kind.name}`, () => {
    let database: TestDatabase;
    let store: Store;

    beforeEach(async () => {
      database = await kind.create();
      store = await database.open();
    });
    afterEach(() => database.drop());

    const limits = () => new Limits(store, { cooldownSeconds: 60, dailyLimit: 9 });
    const counted = (id: string) => limits().counted(id);
    const textOf = async (userId: string) => {
      const [file] = await pack(await gather(userId, { store, counted }), 10 * 1024 * 1024);
      return file?.content.toString() ?? '';
    };

    test('is every field of everything, but for Discord’s token', async () => {
      await store.saveProfile(ALICE, profile);
      await store.savePreferences(ALICE, profile);
      await store.saveSettings(ALICE, settings);
      await store.saveMemory(ALICE, memory);
      await store.savePractice(practice);
      await store.addCheckIn(checkIn, 9);
      const { answer, endedAt: _, feedback, replacedBy, isRefused, ...asked } = turn;
      await store.beginTurn({ ...asked, status: 'streaming' });
      const ended = { answer, endedAt: at(7), status: 'stopped', isRefused } as const;
      await store.endTurn(ALICE, turn.id, ended);
      await store.rateTurn(ALICE, turn.id, feedback);
      await store.replaceTurn(ALICE, turn.id, replacedBy ?? '');
      expect(await store.findTurn(ALICE, turn.id)).toStrictEqual(turn);
      await limits().consume(ALICE);

      const text = await textOf(ALICE);
      const stored = [profile, memory, settings, practice, checkIn, turn].flatMap(leavesOf);
      const missing = stored.filter((leaf) => leaf !== TOKEN && !text.includes(leaf));
      expect(missing).toEqual([]);
      expect(text).not.toContain(TOKEN);
      expect(JSON.parse(text)).toMatchObject({
        version: 1,
        discordId: ALICE,
        limits: [
          { limit: 'cooldown', questions: 1 },
          { limit: 'dailyLimit', questions: 1 },
        ],
        conversation: [{ refused: true, review: true }],
      });
    });

    test('is little of somebody of whom nothing is known', async () => {
      await store.beginTurn(question('1', { userId: BOB }));
      expect(JSON.parse(await textOf(ALICE))).toMatchObject({
        profile: null,
        memory: null,
        settings: null,
        rehearsal: null,
        checkIns: [],
        limits: [],
        conversation: [],
      });
    });
  });
}

test('what is handed out is all of a long conversation, in its order', async () => {
  const ids = Array.from({ length: 10_000 }, (_, n) => `${n}`);
  const asked: number[] = [];
  const store = {
    findProfile: async () => null,
    findMemory: async () => null,
    findSettings: async () => null,
    findPractice: async () => null,
    checkIns: async () => [],
    turnIds: async () => ids,
    turns: async (_: string, page: readonly string[]) => {
      asked.push(page.length);
      return page.map((id) => ({ ...turn, id }));
    },
  };
  const { conversation } = await gather(ALICE, { store, counted: async () => [] });
  expect(conversation.map((text) => (JSON.parse(text) as Turn).id)).toEqual(ids);
  // Nobody waits for the bot while it reads them.
  expect(Math.max(...asked)).toBeLessThanOrEqual(200);
});
