import {
  ApplicationCommandOptionType,
  ComponentType,
  type InteractionEditReplyOptions,
  type Message,
  MessageFlags,
  type RepliableInteraction,
} from 'discord.js';
import type { Words } from '../../locales/index.ts';
import { lengthOf, tidyText } from '../../models/text.ts';
import { MESSAGE_LIMIT } from '../../services/reply/split.ts';
import type { CommandContext } from '../index.ts';
import { contentsOf } from './contents.ts';
import { examined } from './examined.ts';
import { withNames } from './names.ts';

type Context = Pick<CommandContext, 'coach' | 'moderation' | 'store' | 'translate'>;

/** Words, and the id of what they came in. */
interface Said {
  id: string;
  /** Undefined or '' where there are none. */
  text: string | undefined;
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
 * came that they are not answered, and help lines come before what is said if something is found, which ends a rehearsal.
 * @throws what showing it throws
 */
export async function sayInstead<Body extends { content: string }>(
  said: Said,
  body: Body,
  { userId, locale, note }: Outlet<Body>,
  context: Context,
): Promise<void> {
  const opening = await openingFor(said, { userId, locale }, context);
  if (opening === undefined) {
    await note(body, 0);
    return;
  }
  const content = `${opening}\n\n${body.content}`;
  if (lengthOf(content) <= MESSAGE_LIMIT) {
    await note({ ...body, content }, 0);
    return;
  }
  await note({ content: opening }, 0);
  await note(body, 1);
}

/** The same in the reply to an interaction that is acknowledged, about the words that were typed into that. */
export async function replyInstead(
  interaction: RepliableInteraction,
  body: InteractionEditReplyOptions & { content: string },
  context: Context,
): Promise<void> {
  const { user, locale } = interaction;
  const cleared = { embeds: [], components: [] };
  const outlet: Outlet<typeof body> = {
    userId: user.id,
    locale,
    note: (shown, part) =>
      part === 0 ? interaction.editReply({ ...cleared, ...shown }) : followUp(interaction, shown),
  };
  const said = saidIn(interaction, context.translate(locale));
  await sayInstead(said, body, outlet, context);
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

/** What is said first to somebody who may be in need by these words, and is in no rehearsal from then on. Never rejects. */
export async function openingFor(
  { id, text }: Said,
  whom: { userId: string; locale: string },
  context: Context,
): Promise<string | undefined> {
  const found = text ? await examined(text, whom, context) : undefined;
  if (found) void context.coach.endRehearsal(whom.userId, id);
  return found?.opening;
}

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
const followUp = (
  interaction: RepliableInteraction,
  { content, ...body }: InteractionEditReplyOptions & { content: string },
) =>
  interaction.followUp({
    content,
    ...(body.embeds && { embeds: body.embeds }),
    ...(body.components && { components: body.components }),
    ...(body.files && { files: body.files }),
    flags: MessageFlags.Ephemeral,
  });
