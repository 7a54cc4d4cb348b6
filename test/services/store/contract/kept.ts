import type { Store } from '../../../../src/services/store/store.ts';
import { checkIn } from './checkIns.ts';
import { memory } from './memories.ts';
import { rehearsal } from './practices.ts';

/** Whatever a person has who has a profile. */
export const kept: ((store: Store, userId: string) => Promise<boolean>)[] = [
  (store, userId) => store.savePreferences(userId, { tone: 'gentle' }),
  (store, userId) => store.saveSettings(userId, { locale: 'fr', timeZone: 'Europe/Paris' }),
  (store, userId) => store.saveLocale(userId, 'fr'),
  (store, userId) => store.savePractice(rehearsal('70', { userId })),
  (store, userId) => store.saveMemory(userId, memory(1)),
  (store, userId) => store.addCheckIn(checkIn(`8${userId}`, 10, { userId }), 10),
];
