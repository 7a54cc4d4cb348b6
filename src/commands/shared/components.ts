import { type APIButtonComponentWithCustomId, ComponentType, escapeMarkdown } from 'discord.js';
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

/** Somebody's words as they typed them: nothing in them becomes Markdown, a mention or a time. */
export function asTyped(text: string): string {
  const blocks = { heading: true, bulletedList: true, numberedList: true, maskedLink: true };
  return escapeMarkdown(text, blocks).replaceAll('<', '\\<').replaceAll(/^-#/gm, '\\-#');
}
