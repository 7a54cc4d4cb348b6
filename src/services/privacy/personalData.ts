import { setImmediate } from 'node:timers/promises';
import type { CheckIn } from '../../models/checkIn.ts';
import type { Memory } from '../../models/memory.ts';
import type { Practice } from '../../models/practice.ts';
import type { Stored } from '../../models/stored.ts';
import type { ReplyLocation, Turn } from '../../models/turn.ts';
import type { Counted } from '../coaching/limits.ts';
import type { Store } from '../store/store.ts';

/** The shape of what is handed out. It is raised when a key changes its name or its meaning. */
const VERSION = 1;
/** Turns that are read at once: others are answered in between. */
const PAGE = 200;

/** Everything that is stored about somebody, for them to read: as JSON, with names that people understand. */
export interface PersonalData {
  version: number;
  exportedAt: Date;
  /** The person's id on Discord. */
  discordId: string;
  /** How many entries have words that cannot be decrypted: those are empty, and the entry names them. */
  unreadable: number;
  /** All but the conversation. */
  about: Record<string, unknown>;
  /** Every turn as JSON, oldest first. */
  conversation: string[];
}

interface Sources {
  store: Pick<Store, 'findProfile' | 'findMemory' | 'findSettings' | 'findPractice' | 'checkIns'> &
    Pick<Store, 'turnIds' | 'turns'>;
  /** What limits count of the person. */
  counted: (userId: string) => Promise<Counted[]>;
}

/** Gathers everything that is stored about a person. Rejects when the store does not give all of it. */
export async function gather(
  discordId: string,
  { store, counted }: Sources,
): Promise<PersonalData> {
  const settings = await store.findSettings(discordId);
  const practice = await store.findPractice(discordId);
  const memory = await store.findMemory(discordId);
  const profile = await store.findProfile(discordId);
  const checkIns = await store.checkIns(discordId);
  const about = {
    profile,
    memory: memory && readableMemory(memory),
    settings: settings && { language: settings.locale, timeZone: settings.timeZone },
    rehearsal: practice && readableRehearsal(practice),
    checkIns: checkIns.map(readableCheckIn),
    limits: (await counted(discordId)).map(readableLimit),
  };
  const conversation: string[] = [];
  let unreadable = [profile, memory, practice, ...checkIns].filter(hasUnreadable).length;
  const ids = await store.turnIds(discordId);
  for (let begin = 0; begin < ids.length; begin += PAGE) {
    const turns = await store.turns(discordId, ids.slice(begin, begin + PAGE));
    for (const turn of turns) conversation.push(JSON.stringify(readableTurn(turn), null, 2));
    unreadable += turns.filter(hasUnreadable).length;
    await setImmediate();
  }
  return { version: VERSION, exportedAt: new Date(), discordId, unreadable, about, conversation };
}

const hasUnreadable = (entry: { unreadable?: readonly string[] } | null): boolean =>
  entry?.unreadable !== undefined;

const readableMemory = ({ text, through, version, unreadable }: Stored<Memory>) => ({
  summary: text,
  upTo: through,
  version,
  unreadable: unreadable && ['summary'],
});

const readableRehearsal = ({ id, channelId, kind, who, ...rehearsal }: Stored<Practice>) => ({
  id,
  kind,
  otherPerson: who,
  moment: rehearsal.moment,
  channelId,
  startedAt: rehearsal.startedAt,
  endedAt: rehearsal.endedAt,
  unreadable: rehearsal.unreadable?.map((field) => (field === 'who' ? 'otherPerson' : field)),
});

const readableCheckIn = ({ locale, tryAt, triedSince, ...checkIn }: Stored<CheckIn>) => ({
  id: checkIn.id,
  plan: checkIn.plan,
  language: locale,
  dueAt: checkIn.dueAt,
  status: checkIn.status,
  nextTryAt: tryAt,
  firstTriedAt: triedSince,
  unreadable: checkIn.unreadable,
});

const readableLimit = ({ kind, questions, until }: Counted) => ({
  limit: kind,
  questions,
  countedUntil: until,
});

const readableTurn = (turn: Stored<Turn>) => ({
  id: turn.id,
  askedAt: turn.askedAt,
  question: turn.question,
  pictures: turn.pictures.map(({ name, size, url }) => ({ name, bytes: size, url })),
  answer: turn.answer,
  answeredAt: turn.endedAt,
  status: turn.status,
  refused: turn.isRefused,
  feedback: turn.feedback,
  rehearsalId: turn.practiceId,
  review: turn.isReview,
  followsTurn: turn.follows,
  replacedByTurn: turn.replacedBy,
  shown: turn.reply && readablePlace(turn.reply),
  unreadable: turn.unreadable?.map((field) => (field === 'reply' ? 'shown' : field)),
});

/** Without the interaction's token: a key of Discord's to the message, which is nobody's data. */
const readablePlace = ({ channelId, messageIds, ephemeral, locale, after }: ReplyLocation) => ({
  channelId,
  messageIds,
  onlyToYou: ephemeral,
  language: locale,
  continuesAfter: after && { characters: after.length, reopening: after.reopening },
});
