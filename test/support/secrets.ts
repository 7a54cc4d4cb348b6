import { expect } from 'vitest';
import type { Store } from '../../src/services/store/store.ts';

const NOON = new Date(Date.UTC(2026, 0, 1, 12));

/** One person's words, one in each place that the database has for them. */
export const SECRETS = {
  name: 'Nightingale',
  gender: 'Gendertold',
  interest: 'Interestingly',
  pronouns: 'Pronounced',
  seeking: 'Seekingfor',
  memory: 'Memorable',
  question: 'Questioned',
  pictureUrl: 'https://cdn.example/pictured',
  pictureName: 'Picturename.png',
  answer: 'Answering',
  token: 'Tokenized',
  reopening: 'Reopening',
  who: 'Whomever',
  moment: 'Momentous',
  plan: 'Planning',
} as const;

/** Tells a store every secret of a person. */
export async function tell(store: Store, userId: string, turnId = '10'): Promise<void> {
  await store.saveProfile(userId, {
    name: SECRETS.name,
    age: 30,
    gender: SECRETS.gender,
    interests: ['tea', SECRETS.interest],
  });
  const { pronouns, seeking } = SECRETS;
  await store.savePreferences(userId, { pronouns, seeking, tone: 'gentle' });
  await store.saveMemory(userId, {
    text: SECRETS.memory,
    through: NOON,
    newestAt: NOON,
    version: 1,
  });
  await store.savePractice({
    id: '20',
    userId,
    channelId: '300',
    kind: 'hardTalk',
    who: SECRETS.who,
    moment: SECRETS.moment,
    startedAt: NOON,
    endedAt: null,
  });
  await store.beginTurn({
    id: turnId,
    userId,
    question: SECRETS.question,
    pictures: [{ url: SECRETS.pictureUrl, name: SECRETS.pictureName, size: 3 }],
    practiceId: null,
    follows: null,
    status: 'streaming',
    askedAt: NOON,
    reply: null,
  });
  await store.saveReply(userId, turnId, {
    channelId: '300',
    messageIds: ['400'],
    interactionToken: SECRETS.token,
    ephemeral: true,
    locale: 'en-GB',
    after: { length: 3, reopening: SECRETS.reopening },
  });
  await store.saveProgress(userId, turnId, SECRETS.answer);
  await store.closeTurn(turnId, { status: 'complete', endedAt: NOON });
  const times = { dueAt: NOON, tryAt: NOON, triedSince: null };
  const checkIn = { id: `3${turnId}`, userId, plan: SECRETS.plan, locale: 'en-GB', ...times };
  await store.addCheckIn({ ...checkIn, status: 'pending' }, 10);
}

/** Expects that a store has every secret of a person. */
export async function expectTold(store: Store, userId: string): Promise<void> {
  expect(await store.findProfile(userId)).toMatchObject({
    name: SECRETS.name,
    gender: SECRETS.gender,
    interests: ['tea', SECRETS.interest],
    pronouns: SECRETS.pronouns,
    seeking: SECRETS.seeking,
  });
  expect(await store.findMemory(userId)).toMatchObject({ text: SECRETS.memory });
  expect(await store.findPractice(userId)).toMatchObject({
    who: SECRETS.who,
    moment: SECRETS.moment,
  });
  expect(await store.checkIns(userId)).toMatchObject([{ plan: SECRETS.plan }]);
  expect(await store.answeredTurns(userId, 9)).toMatchObject([
    {
      question: SECRETS.question,
      pictures: [{ url: SECRETS.pictureUrl, name: SECRETS.pictureName }],
      answer: SECRETS.answer,
      reply: { interactionToken: SECRETS.token, after: { reopening: SECRETS.reopening } },
    },
  ]);
}
