import type { Person } from '../../playground/discord/index.ts';
import type { Store } from '../../src/services/store/store.ts';

/** As much as the model is shown of it. */
const TURNS = 6;
const QUESTION = 'He has not written since Sunday, and I keep looking at my phone. '.repeat(4);
const ANSWER =
  'Silence says little by itself. Ask him one plain question about the weekend. '.repeat(20);
const REMEMBERED = '- met Jo in March, at the climbing gym; a second date is planned\n'.repeat(25);
const HOUR_MS = 3_600_000;
/** One in so many has said enough since it was written for the memory to be written anew. */
const REMEMBERED_EVERY = 4;

/** Gives people a profile, a memory and a history with the coach, as those have who have used it for long. */
export async function givePast(people: readonly Person[], store: Store): Promise<void> {
  const now = Date.now();
  for (const [index, { id: userId, username }] of people.entries()) {
    const essentials = { name: username, age: 30, gender: 'person', interests: ['climbing'] };
    await store.saveProfile(userId, essentials);
    const through = new Date(index % REMEMBERED_EVERY === 0 ? 0 : now);
    await store.saveMemory(userId, { text: REMEMBERED, through, newestAt: through, version: 1 });
    for (let number = 0; number < TURNS; number += 1) {
      const askedAt = new Date(now - (TURNS - number) * HOUR_MS);
      const id = `${userId}-${number}`;
      await store.beginTurn({
        id,
        userId,
        question: QUESTION,
        pictures: [],
        practiceId: null,
        follows: null,
        askedAt,
        reply: null,
        status: 'streaming',
      });
      await store.endTurn(userId, id, { answer: ANSWER, status: 'complete', endedAt: askedAt });
    }
  }
}
