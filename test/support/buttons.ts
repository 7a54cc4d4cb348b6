import { ComponentType } from 'discord.js';
import type { Message } from '../../playground/discord/index.ts';

/** What stands under a whole answer. */
export const ANSWER_BUTTONS = ['Follow up', 'Try again', '👍', '👎'];

/** What the buttons under a message say, in order. */
export function buttonsOf({ components }: Message): string[] {
  return components
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .map((button) => {
      if (!('emoji' in button) && !('label' in button)) return '';
      const { label, emoji } = button as { label?: string; emoji?: { name?: string } };
      return label ?? emoji?.name ?? '';
    });
}
