import { ComponentType } from 'discord.js';
import type { Message } from '../../playground/discord/index.ts';

/** What stands under a whole answer. */
export const ANSWER_BUTTONS = ['Follow up', 'Try again', '👍', '👎'];

interface Button {
  style?: number;
  label?: string;
  emoji?: { name?: string };
}

/** The buttons under a message, in order. */
export function buttonsIn({ components }: Message): Button[] {
  return components.flatMap((row) =>
    row.type === ComponentType.ActionRow ? (row.components as Button[]) : [],
  );
}

/** What they say. */
export function buttonsOf(message: Message): string[] {
  return buttonsIn(message).map(({ label, emoji }) => label ?? emoji?.name ?? '');
}
