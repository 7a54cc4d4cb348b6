import {
  ButtonStyle,
  type EmbedField,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Words } from '../../locales/index.ts';
import { buttonRow } from './components.ts';
import { withNames } from './names.ts';
import { visibilityOf } from './replyPlace.ts';

/** Characters of one field in an embed: what a form may take, so that it can be given back whole. */
export const FIELD_LIMIT = 1_024;
/** What was typed into an input of a form, with names instead of ids. */
export function typedIn(interaction: ModalSubmitInteraction, field: string, words: Words): string {
  return withNames(interaction.fields.getTextInputValue(field), interaction, words);
}

/** A form must open within 3 seconds of the click, in milliseconds; a store that takes longer than this has failed. */
export const FORM_LOOK_UP_MS = 2_000;
/** Discord takes no blank field in an embed: this stands for an input that was left blank. */
const BLANK = '\u200B';

/** Inputs of a form with what is in them, for people to read. */
export function fieldsOf(inputs: readonly (readonly [label: string, text: string])[]) {
  return inputs.map(([name, text]): EmbedField => ({
    name,
    value: Array.from(text.trim()).slice(0, FIELD_LIMIT).join('') || BLANK,
    inline: false,
  }));
}

/** A note about what was typed, which stands under it, for the form to begin with. */
export function typedNote(content: string, fields: EmbedField[], editId: string, words: Words) {
  return {
    content,
    // No builder: it counts an emoji as two characters, and would refuse what Discord takes.
    embeds: [{ title: words('profile.typed'), fields }],
    components: [
      buttonRow({ style: ButtonStyle.Primary, label: words('profile.edit'), custom_id: editId }),
    ],
  };
}

/** The texts of {@link fieldsOf}, from the message under which the button stands. */
export function typedBefore({ message }: MessageComponentInteraction): string[] {
  return message.embeds[0]?.fields.map(({ value }) => (value === BLANK ? '' : value)) ?? [];
}

/** Whether the modal was opened below a message that nobody else reads: only such a one may show what was typed. */
const isFromOwnMessage = (
  interaction: ModalSubmitInteraction,
): interaction is ModalMessageModalSubmitInteraction =>
  interaction.isFromMessage() &&
  (interaction.message.flags.has(MessageFlags.Ephemeral) ||
    visibilityOf(interaction, true) === 'direct');

/** Acknowledges a form, to be answered in the message that it was opened below, if nobody else reads that. */
export async function acknowledge(interaction: ModalSubmitInteraction): Promise<void> {
  if (isFromOwnMessage(interaction)) await interaction.deferUpdate();
  else await interaction.deferReply({ flags: MessageFlags.Ephemeral });
}
