import { rememberedIn } from '../words.ts';
import { count, type Findings } from './findings.ts';
import { type Case, isDeleted, momentOf } from './index.ts';

/** Of somebody who had everything deleted, nothing older is there. */
export function examineDeletion(one: Case, { others, problems }: Findings): void {
  const { person, deletion, turns, memory, practice } = one;
  if (!deletion) return;
  count(others, 'people who deleted everything');
  for (const { id, askedAt } of turns) {
    if (isDeleted(momentOf(askedAt), one)) {
      problems.push(`${id} is still there, although its asker deleted everything`);
    }
  }
  if (practice && isDeleted(momentOf(practice.startedAt), one)) {
    problems.push(
      `a rehearsal of ${person.username} is still there, although they deleted everything`,
    );
  }
  if (rememberedIn(memory?.text ?? '').some(({ number }) => number <= deletion.spoken)) {
    problems.push(`${person.username} is still remembered, although they deleted everything`);
  }
}
