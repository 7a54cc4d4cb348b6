import { MEMORY_LENGTH } from '../../../src/models/memory.ts';
import { rememberedIn } from '../words.ts';
import { count, type Findings } from './findings.ts';
import type { Case } from './index.ts';

/** Answers after which somebody is remembered, even if it failed several times to write that down. */
const MANY_ANSWERS = 15;

/** Whoever has had many answers is remembered, by no more than is allowed, and by nobody else's words. */
export function examineMemory(
  { person, turns, memory }: Case,
  { others, problems }: Findings,
): void {
  const { username } = person;
  const answered = turns.filter(
    ({ answer, practiceId, replacedBy }) => answer !== '' && !practiceId && !replacedBy,
  );
  if (!memory) {
    if (answered.length < MANY_ANSWERS) return;
    problems.push(`${username} has had ${answered.length} answers, and is not remembered`);
    return;
  }
  count(others, 'people who are remembered');
  if (memory.text.length > MEMORY_LENGTH) {
    problems.push(`${username} is remembered by ${memory.text.length} characters`);
  }
  if (rememberedIn(memory.text).some((question) => question.username !== username)) {
    problems.push(`${username} is remembered by somebody else's words`);
  }
}
