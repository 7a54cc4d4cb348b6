import type { DatabaseKind } from '../../support/databases.ts';
import { answerPromises } from './contract/answers.ts';
import { checkInPromises } from './contract/checkIns.ts';
import { StoreContext } from './contract/context.ts';
import { historyPromises } from './contract/history.ts';
import { lifetimePromises } from './contract/lifetime.ts';
import { leasePromises } from './contract/leases.ts';
import { limitPromises } from './contract/limits.ts';
import { memoryPromises } from './contract/memories.ts';
import { personalDataPromises } from './contract/personalData.ts';
import { practicePromises } from './contract/practices.ts';
import { profilePromises } from './contract/profiles.ts';
import { settingsPromises } from './contract/settings.ts';
import { textPromises } from './contract/text.ts';
import { turnPromises } from './contract/turns.ts';

/** What every store promises, whatever kind of database it is on. Call it in a `describe`. */
export function storeContract(kind: DatabaseKind): void {
  const context = new StoreContext(kind);
  profilePromises(context);
  settingsPromises(context);
  turnPromises(context);
  historyPromises(context);
  answerPromises(context);
  practicePromises(context);
  memoryPromises(context);
  lifetimePromises(context);
  leasePromises(context);
  checkInPromises(context);
  personalDataPromises(context);
  limitPromises(context);
  textPromises(context);
}
