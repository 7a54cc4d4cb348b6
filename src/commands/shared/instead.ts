import {
  ApplicationCommandOptionType,
  ComponentType,
  type InteractionEditReplyOptions,
  type Message,
  MessageFlags,
  type RepliableInteraction,
} from 'discord.js';
import type { Words } from '../../locales/index.ts';
import { tidyText } from '../../models/text.ts';
import type { CommandContext } from '../context.ts';
import { contentsOf } from './contents.ts';
import { examined, type Found } from './examined.ts';
import { withNames } from './names.ts';

type Context = Pick<CommandContext, 'coach' | 'moderation' | 'store' | 'translate'>;

/** What a reply shows. */
export type Shown = InteractionEditReplyOptions & { content: string | null };

const CLEARED = { embeds: [], components: [] };

/** Words, and the id of what they came in. */
interface Said {
  id: string;
  /** Undefined or '' where there are none. */
  text: string | undefined;
  /** Whether they are refused already. */
  isRefused?: boolean;
  /** Called where they are refused, before that is said, which is all that is said then. Never rejects. */
  onRefused?: () => Promise<void>;
}

/** Where something is said to somebody, in one message or two. */
interface Outlet<Body> {
  userId: string;
  /** The Discord locale in whose language it is. */
  locale: string;
  /** Shows message number `part`, which is 0 or 1. */
  note: (body: Body | { content: string }, part: number) => Promise<unknown>;
}

/**
 * Says something instead of an answer to somebody's words: the one way to do so. They are examined first, however it
 * came that they are not answered. If something is found, which ends a rehearsal, help lines come before what is said, in
 * a message of their own: whatever becomes of the other one by its buttons, they stay.
 * @throws what showing it throws
 */
export async function sayInstead<Body extends { content: string }>(
  said: Said,
  body: Body,
  { userId, locale, note }: Outlet<Body>,
  context: Context,
): Promise<void> {
  const found = await foundIn(said, { userId, locale }, context);
  const isAllSaid = found?.isRefused && said.onRefused !== undefined;
  if (isAllSaid) await said.onRefused?.();
  if (found) await note({ content: found.opening }, 0);
  if (!isAllSaid) await note(body, found ? 1 : 0);
}

/** The same in the reply to an interaction that is acknowledged, about the words that were typed into that. */
export async function replyInstead(
  interaction: RepliableInteraction,
  body: Shown,
  context: Context,
): Promise<void> {
  const found = await foundWith(interaction, context);
  if (found) await replyWith(interaction, { content: found.opening });
  await replyBelow(interaction, found, body);
}

/**
 * Shows a body in the reply to an interaction, or below that, if what was found stands there.
 * @throws what showing it throws
 */
export async function replyBelow(
  interaction: RepliableInteraction,
  found: Found | undefined,
  body: Shown,
): Promise<void> {
  if (found) await followUp(interaction, body);
  else await replyWith(interaction, body);
}

/**
 * Shows a body in the reply to an interaction; where that cannot be changed, such as one that they have dismissed, in a
 * further message.
 * @throws what showing that throws
 */
export async function replyWith(interaction: RepliableInteraction, body: Shown): Promise<void> {
  try {
    await interaction.editReply({ ...CLEARED, ...body });
  } catch {
    await followUp(interaction, body);
  }
}

/** The same beside what an interaction was under, which stays. */
export async function followUpInstead(
  interaction: RepliableInteraction,
  body: { content: string },
  context: Context,
): Promise<void> {
  const { user, locale } = interaction;
  const note = (shown: { content: string }) => followUp(interaction, shown);
  const said = saidIn(interaction, context.translate(locale));
  await sayInstead(said, body, { userId: user.id, locale, note }, context);
}

/**
 * What is found in these words, and said first: who may be in need by them is in no rehearsal from then on. Never
 * rejects; undefined if nothing is.
 */
export async function foundIn(
  { id, text, isRefused }: Pick<Said, 'id' | 'text' | 'isRefused'>,
  whom: { userId: string; locale: string },
  context: Context,
): Promise<Found | undefined> {
  const found =
    text || isRefused ? await examined(text ?? '', whom, context, isRefused) : undefined;
  if (found) void context.coach.endRehearsal(whom.userId, id);
  return found;
}

/** The same of the words that came with an interaction. */
export const foundWith = (interaction: RepliableInteraction, context: Context) =>
  foundIn(
    saidIn(interaction, context.translate(interaction.locale)),
    { userId: interaction.user.id, locale: interaction.locale },
    context,
  );

/** The words that came with an interaction: typed into a command or a form, or those of the message that it is about. */
const saidIn = (interaction: RepliableInteraction, words: Words): Said => ({
  id: interaction.id,
  text: interaction.isMessageContextMenuCommand()
    ? writtenIn(interaction.targetMessage, words)
    : tidyText(withNames(typedInto(interaction), interaction, words)),
});

/** @param message null where an interaction names one that does not come with it */
const writtenIn = (message: Message | null, words: Words): string =>
  message === null ? '' : tidyText(contentsOf(message, words).text);

function typedInto(interaction: RepliableInteraction): string {
  if (interaction.isChatInputCommand()) {
    const { data } = interaction.options;
    const typed = data.flatMap((option) => option.options ?? [option]);
    return joined(
      typed.map(({ type, value }) =>
        type === ApplicationCommandOptionType.String ? value : undefined,
      ),
    );
  }
  if (!interaction.isModalSubmit()) return '';
  return joined(
    interaction.fields.fields.map((field) =>
      field.type === ComponentType.TextInput ? field.value : undefined,
    ),
  );
}

const joined = (texts: readonly unknown[]): string =>
  texts.filter((text) => typeof text === 'string').join('\n');

/** Shows a further message, to them alone. */
export const followUp = (interaction: RepliableInteraction, { content, ...body }: Shown) =>
  interaction.followUp({
    ...(content !== null && { content }),
    ...(body.embeds && { embeds: body.embeds }),
    ...(body.components && { components: body.components }),
    ...(body.files && { files: body.files }),
    flags: MessageFlags.Ephemeral,
  });
