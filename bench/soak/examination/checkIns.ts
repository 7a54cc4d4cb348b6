import type { Message } from '../../../playground/discord/index.ts';
import { en } from '../../../src/locales/en.ts';
import type { Replies } from '../replies.ts';
import type { WantedCheckIn } from '../surroundings.ts';
import { count, type Findings } from './findings.ts';
import { type Case, isDeleted, momentOf } from './index.ts';

/** How much later than it is due a check-in may be asked, in milliseconds: claims run out, attempts are repeated. */
const LATE_MS = 90_000;
/** How the note begins that says that a check-in is added. */
const ADDED = en.checkin.added.slice(0, 20);

/** Every check-in that was due was asked exactly once and is a turn, or stands in the list. */
export function examineCheckIns(one: Case, replies: Replies, findings: Findings): void {
  for (const wanted of one.wanted) {
    const questions = questionsAbout(wanted, replies);
    const { id, createdAt } = wanted.interaction;
    if (questions.length > 1)
      findings.problems.push(`check-in ${id} was asked ${questions.length} times`);
    const [question] = questions;
    const became = isDeleted(createdAt, one)
      ? afterDeletion(wanted, question, one, findings)
      : question
        ? whenAsked(wanted, question, one, findings)
        : whenNotAsked(wanted, one, replies, findings);
    count(findings.checkIns, became);
  }
}

/** What the bot has written to somebody about a plan. */
const questionsAbout = ({ interaction, plan }: WantedCheckIn, replies: Replies): Message[] =>
  replies
    .unaskedOf(interaction.person)
    .filter(({ content, deleted }) => !deleted && content.includes(`> ${plan}\n`));

function afterDeletion(
  { interaction }: WantedCheckIn,
  question: Message | undefined,
  { checkIns, turns, deletion }: Case,
  { problems }: Findings,
): string {
  const { id } = interaction;
  if (checkIns.some((checkIn) => checkIn.id === id)) {
    problems.push(`check-in ${id} stands in the list, although its asker deleted everything`);
  }
  if (turns.some((turn) => turn.id === id)) {
    problems.push(`check-in ${id} is a turn, although its asker deleted everything`);
  }
  if (question && deletion?.doneAt !== undefined && question.createdAt > deletion.doneAt) {
    problems.push(`check-in ${id} was asked after everything was deleted`);
  }
  return 'deleted by their asker';
}

function whenAsked(
  { interaction, cancelledAt }: WantedCheckIn,
  question: Message,
  { checkIns, turns, unsureAt }: Case,
  { problems }: Findings,
): string {
  const { id, createdAt } = interaction;
  const turn = turns.find((candidate) => candidate.id === id);
  if (cancelledAt !== undefined && question.createdAt > cancelledAt) {
    problems.push(`check-in ${id} was asked after it was cancelled`);
  }
  if (checkIns.some((checkIn) => checkIn.id === id)) {
    problems.push(`check-in ${id} was asked, and stands in the list`);
  } else if (!turn && !(unsureAt !== undefined && createdAt < unsureAt)) {
    problems.push(`check-in ${id} was asked, and has no turn`);
  } else if (turn && (turn.status !== 'complete' || turn.answer !== question.sentContent)) {
    problems.push(`check-in ${id} (${turn.status}) is not stored as it was asked`);
  }
  return 'asked';
}

function whenNotAsked(
  { interaction, cancelledAt, mayBeGone }: WantedCheckIn,
  { checkIns, turns, unsureAt, lookedAt }: Case,
  replies: Replies,
  { problems }: Findings,
): string {
  const { id, createdAt } = interaction;
  const checkIn = checkIns.find((candidate) => candidate.id === id);
  if (turns.some((turn) => turn.id === id)) {
    problems.push(`check-in ${id} is a turn, and was never asked`);
  }
  if (checkIn) {
    if (cancelledAt !== undefined) {
      problems.push(`check-in ${id} stands in the list, although it was cancelled`);
    } else if (momentOf(checkIn.tryAt) + LATE_MS < lookedAt) {
      problems.push(`check-in ${id} should have been asked by now`);
    }
    return checkIn.status === 'pending' ? 'still to come' : 'could not be asked';
  }
  if (mayBeGone) return 'cancelled';
  // Examined once more when it is due, it may be refused by then.
  const said = replies.unaskedOf(interaction.person).filter((one) => one.createdAt > createdAt);
  if (said.some(({ content }) => content.includes(en.checkin.refused))) return 'refused when due';
  if (unsureAt !== undefined && createdAt < unsureAt) return 'deleted by their asker';
  if (!wasAdded(interaction)) return 'not added';
  problems.push(`check-in ${id} was added, and is neither in the list nor asked`);
  return 'lost';
}

const wasAdded = (interaction: WantedCheckIn['interaction']): boolean =>
  interaction.messages().some(({ content }) => content.startsWith(ADDED));
