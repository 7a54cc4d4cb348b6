import type { Interaction, Message, Person } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import type { Replies } from './replies.ts';

/** A question that somebody asked. */
export interface Asked {
  person: Person;
  /** What asked: an interaction or a message. The question's turn has the same id. */
  id: string;
  /** When, as `performance.now()` has it; when its asker set up their profile, where it waited for that. */
  at: number;
  /** The message that it is, if it is one: then it may go along with later ones. */
  message?: Message;
  /** Whether its asker was told that it is answered now, once they had set up their profile. */
  isPromised?: boolean;
  /** What the bot shows of it, in order. */
  shown: () => Message[];
  /** Whether Discord's own client has told its asker that nobody responded. */
  isIgnored: () => boolean;
}

export function askedBy(interaction: Interaction): Asked {
  const { person, id, createdAt: at } = interaction;
  const shown = () => interaction.messages().filter(({ deleted }) => !deleted);
  const isIgnored = () => interaction.state === 'failed' && shown().every(isBlank);
  return { person, id, at, shown, isIgnored };
}

export function askedIn(message: Message, person: Person, replies: Replies): Asked {
  const { id, createdAt: at } = message;
  return { person, id, at, message, shown: () => replies.to(id), isIgnored: () => false };
}

/** Whether a reply has come to an end, as its reader sees it. */
export function hasEnded({ shown }: Asked): boolean {
  const messages = shown();
  return messages.length > 0 && messages.every((message) => !isOpen(message));
}

/** Whether nothing of a reply can be read yet. */
export const isSilent = ({ shown }: Asked): boolean => shown().every(isBlank);

/** The message of a reply under which there is a button with this label or emoji. */
export const withButton = ({ shown }: Asked, label: string): Message | undefined =>
  shown().find((message) => hasButton(message, label));

export const hasButton = (message: Message, label: string): boolean =>
  buttonsOf(message).some((button) => button.label === label || button.emoji?.name === label);

export interface Button {
  label?: string;
  style?: number;
  emoji?: { name?: string };
  custom_id?: string;
}

export const buttonsOf = ({ components }: Message): Button[] =>
  components.flatMap((row) => ('components' in row ? (row.components as Button[]) : []));

const isBlank = ({ thinking, content }: Message): boolean => thinking || content === '';

/** Whether more seems to come in a message, as its reader sees it. */
export const isOpen = (message: Message): boolean =>
  message.thinking || hasButton(message, en.advice.stop) || message.content.includes('▍');
