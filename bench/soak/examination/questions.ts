import type { Message } from '../../../playground/discord/index.ts';
import { en } from '../../../src/locales/en.ts';
import type { Turn } from '../../../src/models/turn.ts';
import { type Asked, hasEnded } from '../asked.ts';
import type { Excuses } from './excuses.ts';
import { count, type Findings } from './findings.ts';
import { type Case, isDeleted } from './index.ts';
import { firstDifference, isOpening, shownText, visibleText, withoutSpace } from './texts.ts';

const FINAL = new Set(['complete', 'stopped', 'failed']);
/** What somebody reads whose question is not taken: it is theirs to ask again. */
const NOT_TAKEN = [
  en.advice.busy,
  en.advice.notFound,
  en.failure.internal,
  en.practice.over,
  en.practice.nothingSaid,
];

/** What somebody reads who is asked for their profile first. */
const WAITING = [en.advice.noProfile, en.advice.goesAlong];

/** How long after a message another one may have come that it waited with, in milliseconds: for an answer, in trouble. */
const GATHERED_MS = 60_000;

/** What becomes of a question beside the states of a turn. */
export const BECAME = {
  deleted: 'deleted by their asker',
  joined: 'went along with a later one',
  waiting: 'waiting for a profile',
  notTaken: 'not taken, and told so',
} as const;

/** Every question has one turn, or its asker was told; what they see of it is what is stored. */
export function examineQuestions(one: Case, excuses: Excuses, findings: Findings): void {
  const { questions, problems } = findings;
  const byId = Map.groupBy(one.turns, ({ id }) => id);
  for (const asked of one.asked) {
    const own = byId.get(asked.id) ?? [];
    byId.delete(asked.id);
    const [turn] = own;
    if (own.length > 1) problems.push(`${asked.id} has ${own.length} turns`);
    // What is there all the same is found by the examination of the deletion.
    if (isDeleted(asked.at, one)) count(questions, BECAME.deleted);
    else if (turn?.status === 'waiting') waiting(asked, excuses, findings);
    else if (turn && wentAlong(turn, asked)) count(questions, BECAME.joined);
    else if (turn) compare(turn, asked, one, excuses, findings);
    else count(questions, whyWithoutTurn(asked, one, excuses) ?? lost(asked, findings));
  }
  for (const { interaction } of one.wanted) byId.delete(interaction.id);
  for (const id of byId.keys()) problems.push(`${id} is a turn that nobody asked for`);
}

/** What waits although its asker was told that it is answered now: a store in trouble may not have taken it. */
function waiting(asked: Asked, excuses: Excuses, findings: Findings): void {
  const { id, at, isPromised } = asked;
  count(findings.questions, BECAME.waiting);
  if (!isPromised || wasGivenBack(asked) || excuses.wasKilledAfter(at)) return;
  findings.problems.push(`${id} still waits, although its asker has set up their profile`);
}

function compare(
  turn: Turn,
  asked: Asked,
  one: Case,
  excuses: Excuses,
  { questions, others, problems }: Findings,
): void {
  const { id, status, answer, feedback } = turn;
  count(questions, status);
  if (!FINAL.has(status)) {
    problems.push(`${id} is still ${status}`);
    return;
  }
  // The store took the question, but not in time: its asker was told that it was not taken.
  if (answer === '' && wasGivenBack(asked)) return;
  if (wasGivenBack(asked) && isElsewhere(turn, asked)) {
    count(others, 'answers to what seemed not taken');
    return;
  }
  const all = asked.shown().filter((message) => !isBeside(message, turn));
  const messages = excuses.wasKilledDuring(turn) ? all.filter(isKnownTo(turn)) : all;
  if (messages.length < all.length) count(others, 'replies with a part twice, after a kill');
  const visible = visibleText(messages);
  if (messages.length === 0) {
    problems.push(`${id} (${status}) shows nothing`);
  } else if (!hasEnded(asked)) {
    problems.push(`${id} (${status}) looks as if it were still being written`);
  } else if (answer === '' && isOpening(visible)) {
    count(others, 'help lines where no word of an answer was kept');
  } else if (withoutSpace(visible) !== withoutSpace(answer)) {
    const lengths = messages.map(({ content }) => content.length);
    problems.push(
      `${id} (${status}) shows ${lengths.join(' + ')} characters, stored are ${answer.length}; they differ from character ${firstDifference(visible, answer)} on`,
    );
  }
  const thumb = one.thumbs.get(id);
  if (thumb !== undefined && thumb !== feedback) {
    problems.push(`${id} shows the thumb ${thumb}, stored is ${feedback}`);
  }
}

/**
 * Whether a message stands beside a reply: somebody who may be in need had to wait for that, and was met at once; or was
 * asked for their profile, and answered once they had set it up elsewhere.
 */
const isBeside = ({ id, content }: Message, { reply }: Turn): boolean =>
  (isOpening(content) || WAITING.includes(content)) &&
  reply?.interactionToken === null &&
  !reply.messageIds.includes(id);

/**
 * Whether the bot knows of a message of a reply. It may have been killed before it heard that one was there: its words
 * then stand in another one as well, as far as they are kept.
 */
const isKnownTo =
  ({ reply }: Turn) =>
  ({ id }: Message, index: number): boolean =>
    !reply || reply.messageIds.includes(id) || (index === 0 && reply.messageIds[0] === '@original');

/**
 * Whether a question is answered in other messages than those under it: it waited for its asker's profile although they
 * were told that it was not taken, and came along with their next set-up.
 */
const isElsewhere = ({ reply }: Turn, { shown }: Asked): boolean =>
  reply !== null &&
  reply.messageIds.length > 0 &&
  !reply.messageIds.some(
    (id) => id === '@original' || shown().some((message) => message.id === id),
  );

/** Why a question rightly has no turn; undefined if there is no reason. */
function whyWithoutTurn(asked: Asked, one: Case, excuses: Excuses): string | undefined {
  if (asked.isIgnored() || wasGivenBack(asked) || wasRefused(asked)) return BECAME.notTaken;
  if (wentBackWithOthers(asked, one)) return BECAME.notTaken;
  if (wasJoined(asked, one)) return BECAME.joined;
  if (one.unsureAt !== undefined && asked.at < one.unsureAt) return BECAME.deleted;
  if (excuses.wasKilledAfter(asked.at)) return 'killed before it was stored';
  return excuses.wasAway(asked) ? 'written while the bot was away' : undefined;
}

function lost({ id, message, shown }: Asked, { problems }: Findings): string {
  const how = message ? 'was written' : 'was taken';
  const lengths = shown().map(({ content }) => content.length);
  const reply = lengths.length > 0 ? ` (shown: ${lengths.join(' + ')} characters)` : '';
  problems.push(`${id} ${how}, and has no turn${reply}`);
  return 'lost';
}

/** Whether a message was gathered with later ones, the last of which says that they were not taken, or refused. */
function wentBackWithOthers({ at, message }: Asked, { asked }: Case): boolean {
  if (!message) return false;
  const later = asked.filter(
    (one) => one.message?.channel === message.channel && one.at > at && one.at < at + GATHERED_MS,
  );
  const answered = later
    .toSorted((a, b) => a.at - b.at)
    .find((one) => wasRefused(one) || one.shown().some(({ content }) => !isOpening(content)));
  return answered !== undefined && (wasGivenBack(answered) || wasRefused(answered));
}

/** Whether what a message says was asked together with a later message. */
function wasJoined({ id, message }: Asked, { turns }: Case): boolean {
  const words = message && /What about .*$/.exec(message.content)?.[0];
  if (words === undefined) return false;
  return turns.some((turn) => turn.id !== id && turn.question.includes(words));
}

/**
 * Whether a question that waited for its asker's profile was answered together with a later one. Of several messages in a
 * row, one has the note.
 */
const wentAlong = ({ replacedBy, answer }: Turn, asked: Asked): boolean =>
  replacedBy !== null &&
  answer === '' &&
  (saysOneOf(WAITING, asked) || (asked.message !== undefined && asked.shown().length === 0));

/** Whether a question was refused before it was stored, or without a profile for which it could wait. */
const wasRefused = ({ shown }: Asked): boolean =>
  shown().some(({ content }) => content.startsWith(en.safety.minors));

const wasGivenBack = (asked: Asked): boolean => saysOneOf(NOT_TAKEN, asked);

function saysOneOf(notes: readonly string[], { shown }: Asked): boolean {
  const text = shownText(shown());
  // Help lines may come before it.
  return notes.some((note) => text.includes(note));
}
