import type { Interaction, Person } from '../../../playground/discord/index.ts';
import type { CheckIn } from '../../../src/models/checkIn.ts';
import type { Memory } from '../../../src/models/memory.ts';
import type { Practice } from '../../../src/models/practice.ts';
import type { Profile } from '../../../src/models/profile.ts';
import type { Turn } from '../../../src/models/turn.ts';
import type { Store } from '../../../src/services/store/store.ts';
import type { Asked } from '../asked.ts';
import type { Replies } from '../replies.ts';
import type { Deletion, Export, Records, WantedCheckIn } from '../surroundings.ts';
import { examineCheckIns } from './checkIns.ts';
import { examineDeletion } from './deletion.ts';
import type { Excuses } from './excuses.ts';
import { examineExports } from './exports.ts';
import { Findings } from './findings.ts';
import { examineMemory } from './memory.ts';
import { examineQuestions } from './questions.ts';
import { examineThinking } from './thinking.ts';

/** What somebody did, and what is stored about them. Moments are those of `performance.now()`. */
export interface Case {
  person: Person;
  asked: readonly Asked[];
  wanted: readonly WantedCheckIn[];
  exports: readonly Export[];
  thumbs: Records['thumbs'];
  /** The last deletion that they were told is done; what they did before is to be gone. */
  deletion: Deletion | undefined;
  /** When a deletion of theirs was asked for which may have been done or not. */
  unsureAt: number | undefined;
  /** Those that another try has replaced included: they are shown, too. */
  turns: readonly Turn[];
  checkIns: readonly CheckIn[];
  profile: Profile | null;
  memory: Memory | null;
  practice: Practice | null;
  /** When all this was read: by then the bot has ended. */
  lookedAt: number;
}

interface Surrounded {
  replies: Replies;
  excuses: Excuses;
  /** Everything that people did but for writing. */
  interactions: Iterable<Interaction>;
}

/** Compares what people did and see with what is stored. */
export async function examine(
  store: Store,
  records: Records,
  { replies, excuses, interactions }: Surrounded,
): Promise<Findings> {
  const findings = new Findings();
  for (const one of await casesOf(store, records)) {
    examineQuestions(one, excuses, findings);
    examineCheckIns(one, replies, findings);
    examineDeletion(one, findings);
    examineMemory(one, findings);
    examineExports(one, findings);
  }
  examineThinking(interactions, excuses, findings);
  return findings;
}

/** The moment at which something was stored, in the time in which people do things. */
export const momentOf = (date: Date): number => date.getTime() - performance.timeOrigin;

/** Whether everything from then is to be gone. */
export const isDeleted = (at: number, { deletion }: Case): boolean =>
  deletion !== undefined && at < deletion.at;

async function casesOf(store: Store, records: Records): Promise<Case[]> {
  const asked = Map.groupBy(records.asked, ({ person }) => person);
  const wanted = Map.groupBy(records.checkIns, ({ interaction }) => interaction.person);
  const deletions = Map.groupBy(records.deletions, ({ person }) => person);
  const exports = Map.groupBy(records.exports, ({ person }) => person);
  const everybody = new Set([...asked.keys(), ...wanted.keys(), ...deletions.keys()]);
  return Promise.all(
    Array.from(everybody, async (person): Promise<Case> => {
      const { id } = person;
      const own = deletions.get(person) ?? [];
      return {
        person,
        asked: asked.get(person) ?? [],
        wanted: wanted.get(person) ?? [],
        exports: exports.get(person) ?? [],
        thumbs: records.thumbs,
        deletion: own.findLast(({ doneAt }) => doneAt !== undefined),
        unsureAt: own.findLast(({ doneAt }) => doneAt === undefined)?.at,
        turns: await store.turns(id, await store.turnIds(id)),
        checkIns: await store.checkIns(id),
        profile: await store.findProfile(id),
        memory: await store.findMemory(id),
        practice: await store.findPractice(id),
        lookedAt: performance.now(),
      };
    }),
  );
}
