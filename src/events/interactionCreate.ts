import { Events, type Interaction, MessageFlags, type RepliableInteraction } from 'discord.js';
import type { CommandContext } from '../commands/context.ts';
import { commands } from '../commands/index.ts';
import { parseCustomId } from '../commands/shared/customId.ts';
import { followUpInstead, replyInstead } from '../commands/shared/instead.ts';
import { keepLocale } from '../commands/shared/locale.ts';
import type { Event } from './index.ts';

/** Someone used a command, a button or a modal: the command that owns it answers. */
export const interactionCreate: Event<Events.InteractionCreate> = {
  name: Events.InteractionCreate,

  async execute(context, interaction) {
    try {
      await route(interaction, context);
    } catch (err) {
      const { id: interactionId, type } = interaction;
      const userId = interaction.user.id;
      context.log.error({ interactionId, type, userId, err }, 'an interaction failed');
      await apologise(interaction, context);
    }
    // Not beside the command, which may keep more of the same; suggestions are asked for at every key.
    if (!interaction.isAutocomplete()) await keepLocale(interaction, context);
  },
};

async function route(interaction: Interaction, context: CommandContext): Promise<void> {
  if (interaction.isChatInputCommand()) {
    await commands[interaction.commandName]?.execute?.(interaction, context);
  } else if (interaction.isMessageContextMenuCommand()) {
    await commands[interaction.commandName]?.message?.(interaction, context);
  } else if (interaction.isAutocomplete()) {
    await commands[interaction.commandName]?.autocomplete?.(interaction);
  } else if (interaction.isButton()) {
    const id = parseCustomId(interaction.customId);
    await commands[id.command]?.button?.(interaction, id, context);
  } else if (interaction.isModalSubmit()) {
    const id = parseCustomId(interaction.customId);
    await commands[id.command]?.modal?.(interaction, id, context);
  }
}

const isUnderMessage = (interaction: RepliableInteraction): boolean =>
  interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());

/** Says that something went wrong, where that can still be said. */
async function apologise(interaction: Interaction, context: CommandContext): Promise<void> {
  const { translate, log } = context;
  if (!interaction.isRepliable() || interaction.replied) return;
  const body = { content: translate(interaction.locale)('failure.internal') };
  try {
    // What a button or a form was under, such as an answer, is the interaction's reply by now: it stays.
    const stays = interaction.deferred && isUnderMessage(interaction);
    if (!interaction.deferred) await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await (stays ? followUpInstead : replyInstead)(interaction, body, context);
  } catch (err) {
    log.warn({ interactionId: interaction.id, err }, 'nor could that be said');
  }
}
