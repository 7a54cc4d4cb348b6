import type { CheckIn } from '../../models/checkIn.ts';
import { canBeRead, type Stored } from '../../models/stored.ts';
import type { Turn } from '../../models/turn.ts';
import type { Words } from '../encryption/words.ts';
import type { Store } from './store.ts';

/** What neither takes nor hands out words. Every other member of the store must be wrapped: the compiler sees to it. */
type Wordless =
  | 'isShared'
  | 'removeProfile'
  | 'removeMemory'
  | 'findSettings'
  | 'saveSettings'
  | 'saveLocale'
  | 'endPractice'
  | 'refuseTurn'
  | 'closeTurn'
  | 'isOthersTurn'
  | 'removeTurn'
  | 'removeWaiting'
  | 'turnShownIn'
  | 'rateTurn'
  | 'replaceTurn'
  | 'moveToCoach'
  | 'joinTurn'
  | 'takeLease'
  | 'leases'
  | 'freePlace'
  | 'renewLeases'
  | 'claimLease'
  | 'abandonLease'
  | 'dropLease'
  | 'saveCheckIn'
  | 'removeCheckIn'
  | 'turnIds'
  | 'deleteUser'
  | 'deleteOlder'
  | 'limiter'
  | 'close';

/**
 * The store, the words of which are encrypted in the database. Ids, times, states, counts and ages are not: the store
 * looks for them.
 */
export function encrypted(store: Store, words: Words): Store {
  const wrapped = wrap(store, words);
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(wrapped, name) ?? Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

function wrap(store: Store, words: Words): Omit<Store, Wordless> {
  const openTurn = (turn: Turn) => words.open('turns', turn, turn);
  const openTurns = (turns: readonly Turn[]) => turns.map(openTurn);
  const openCheckIn = (checkIn: CheckIn) => words.open('checkIns', checkIn, checkIn);

  return {
    async findProfile(userId) {
      const profile = await store.findProfile(userId);
      return profile && words.open('profiles', { userId }, profile);
    },
    async saveProfile(userId, essentials) {
      await store.saveProfile(userId, words.seal('profiles', { userId }, essentials));
    },
    async savePreferences(userId, preferences) {
      return store.savePreferences(userId, words.seal('profiles', { userId }, preferences));
    },

    async findMemory(userId) {
      const memory = await store.findMemory(userId);
      return memory && words.open('memories', { userId, version: memory.version }, memory);
    },
    async saveMemory(userId, memory) {
      const bond = { userId, version: memory.version };
      return store.saveMemory(userId, words.seal('memories', bond, memory));
    },

    async savePractice(practice) {
      return store.savePractice(words.seal('practices', practice, practice));
    },
    async findPractice(userId) {
      const practice = await store.findPractice(userId);
      return practice && words.open('practices', practice, practice);
    },

    async beginTurn(turn) {
      return store.beginTurn(words.seal('turns', turn, turn));
    },
    async resumeTurn(userId, id, as) {
      const turn = await store.resumeTurn(userId, id, words.seal('turns', { userId, id }, as));
      return turn && openTurn(turn);
    },
    async saveProgress(userId, id, answer) {
      const sealed = words.seal('turns', { userId, id }, { answer });
      await store.saveProgress(userId, id, sealed.answer);
    },
    async saveReply(userId, id, reply) {
      const sealed = words.seal('turns', { userId, id }, { reply });
      await store.saveReply(userId, id, sealed.reply);
    },
    async endTurn(userId, id, end) {
      return store.endTurn(userId, id, words.seal('turns', { userId, id }, end));
    },
    async amendTurn(userId, id, closedAt, end) {
      return store.amendTurn(userId, id, closedAt, words.seal('turns', { userId, id }, end));
    },
    async findTurn(userId, id) {
      const turn = await store.findTurn(userId, id);
      return turn && openTurn(turn);
    },
    async answeredTurn(userId, id) {
      const turn = await store.answeredTurn(userId, id);
      const opened = turn && openTurn(turn);
      return opened && isForModel(opened) ? opened : null;
    },
    answeredTurns: async (...which) =>
      openTurns(await store.answeredTurns(...which)).filter(isForModel),
    async answeredTurnsAfter(userId, after, limit) {
      const readable: Turn[] = [];
      // What cannot be decrypted keeps nothing from being found that comes after it.
      for (let from = after; readable.length < limit;) {
        const found = await store.answeredTurnsAfter(userId, from, limit);
        readable.push(...openTurns(found).filter(isForModel));
        from = found.at(-1)?.askedAt ?? from;
        if (found.length < limit) break;
      }
      return readable.slice(0, limit);
    },
    recentTurns: async (...which) => openTurns(await store.recentTurns(...which)),
    turns: async (...which) => openTurns(await store.turns(...which)),

    async addCheckIn(checkIn, limit) {
      return store.addCheckIn(words.seal('checkIns', checkIn, checkIn), limit);
    },
    checkIns: async (userId) => (await store.checkIns(userId)).map(openCheckIn),
    dueCheckIns: async (...which) => (await store.dueCheckIns(...which)).map(openCheckIn),
    async claimCheckIn(found, claim) {
      const checkIn = await store.claimCheckIn(found, claim);
      return checkIn && openCheckIn(checkIn);
    },
  };
}

const isForModel = (turn: Stored<Turn>): boolean => canBeRead(turn, 'question', 'answer');
