import { PICTURE_LIMITS } from '../../models/picture.ts';
import { quoteIn, withoutQuote } from '../../models/quoted.ts';
import { canBeRead, type Stored } from '../../models/stored.ts';
import { lengthOf } from '../../models/text.ts';
import { QUESTION_LENGTH, type ReplyLocation, type Turn } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';

/** Where somebody asked, and who reads it there: what waits in one such place is answered together. */
export type AskedWhere = Pick<ReplyLocation, 'channelId' | 'ephemeral'>;

/** Questions that wait in one place for their asker's profile, as the one question that they become. */
export interface Waiting extends Pick<Turn, 'id' | 'question' | 'pictures' | 'follows'> {
  /** The turns that go along with the newest, whose id this has. */
  older: readonly Turn[];
  where: AskedWhere;
}

/** Turns that are looked through for such as wait. */
const LOOK_BACK = 50;

/** The turns of this person that wait for their profile, wherever they were asked, oldest first. */
export async function allWaiting(
  userId: string,
  store: Pick<Store, 'recentTurns'>,
): Promise<Stored<Turn>[]> {
  const recent = await store.recentTurns(userId, LOOK_BACK);
  return recent.filter(({ status }) => status === 'waiting');
}

/**
 * What waits for the profile of this person in this place: all of it or, if that goes on from different answers or is more
 * than one question may have, the oldest of it that belong together and fit; the rest is what waits when those are
 * answered. Undefined if nothing waits in which something is said.
 */
export async function findWaiting(
  userId: string,
  where: AskedWhere,
  store: Pick<Store, 'recentTurns'>,
): Promise<Waiting | undefined> {
  let rest = (await allWaiting(userId, store)).filter(
    (turn) => turn.reply !== null && isSame(turn.reply, where) && canBeAsked(turn),
  );
  // Bare mentions, or replies without a word, are no question alone: what was said beside them may be deleted.
  const unsaid: Turn[] = [];
  while (rest.length > 0) {
    const turns = thatFit(aboutOne(rest, ({ follows, question }) => follows ?? quoteIn(question)));
    rest = rest.slice(turns.length);
    const newest = turns.at(-1);
    if (newest && !turns.every(isBlank)) {
      const follows = turns.find((turn) => turn.follows !== null)?.follows ?? null;
      const older = [...unsaid, ...turns.slice(0, -1)];
      return { id: newest.id, ...joined(turns), follows, older, where };
    }
    unsaid.push(...turns);
  }
  return undefined;
}

/** Whether the reply to what waits can be an ordinary message, whenever that is: only an interaction leads to others. */
export const isOfMessage = ({ reply }: Turn): boolean =>
  reply !== null && reply.interactionToken === null && !reply.ephemeral;

/** Whether a turn's question can be read, with its pictures. */
export const canBeAsked = (turn: Stored<Turn>): boolean => canBeRead(turn, 'question', 'pictures');

const isBlank = ({ question, pictures }: Part): boolean =>
  withoutQuote(question) === '' && pictures.length === 0;

const isSame = (one: AskedWhere, other: AskedWhere): boolean =>
  one.channelId === other.channelId && one.ephemeral === other.ephemeral;

/** What becomes a part of a question. */
type Part = Pick<Turn, 'question' | 'pictures'>;

/**
 * The first of these, as far as they go on from the same: who points at two answers asks two questions. What goes on from
 * nothing goes along.
 */
export function aboutOne<Some>(
  parts: readonly Some[],
  follows: (part: Some) => string | undefined,
): Some[] {
  let first: string | undefined;
  const other = parts.findIndex((part) => {
    const followed = follows(part);
    first ??= followed;
    return followed !== undefined && followed !== first;
  });
  return other === -1 ? [...parts] : parts.slice(0, other);
}

/** The first of these, as many as make one question. */
export function thatFit<Some extends Part>(parts: readonly Some[]): Some[] {
  const tooMany = parts.findIndex((_, index) => {
    const { question, pictures } = joined(parts.slice(0, index + 1));
    return lengthOf(question) > QUESTION_LENGTH || pictures.length > PICTURE_LIMITS.pictures;
  });
  // One alone was taken as it is.
  return tooMany === -1 ? [...parts] : parts.slice(0, Math.max(1, tooMany));
}

/** All of these as one question, a line for each, below the quote that it goes on from, with the pictures of all of them. */
export function joined(parts: readonly Part[]): Part {
  const texts = parts.map(({ question }) => withoutQuote(question)).filter((text) => text !== '');
  const quote = parts.map(({ question }) => quoteIn(question)).find((one) => one !== undefined);
  return {
    question: `${quote ?? ''}${texts.join('\n')}`,
    pictures: parts.flatMap(({ pictures }) => pictures),
  };
}
