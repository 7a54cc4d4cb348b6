import { type APIButtonComponentWithCustomId, ComponentType } from 'discord.js';
import type { MessageRow } from '../../services/reply/surface.ts';

/** A row of buttons, up to five. */
export function buttonRow(...buttons: Omit<APIButtonComponentWithCustomId, 'type'>[]) {
  return {
    type: ComponentType.ActionRow,
    components: buttons.map((button) => ({ type: ComponentType.Button, ...button })),
  } satisfies MessageRow;
}

/** Somebody's words as a Markdown quote. */
export function blockQuote(text: string): string {
  return text.replaceAll(/^/gm, '> ');
}
