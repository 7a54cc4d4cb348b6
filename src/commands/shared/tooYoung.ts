import type { ModalSubmitInteraction } from 'discord.js';
import { PROFILE_LIMITS } from '../../models/profile.ts';
import type { CommandContext } from '../context.ts';
import { buttonRow } from './components.ts';
import { deleteButton, deleteRow, forget } from './deletion.ts';
import { replyInstead } from './instead.ts';
import { acknowledge } from './typedForm.ts';

/**
 * Ends the set-up of somebody who is not of age, kindly: nothing that they typed is stored or shown again. Whoever was
 * coached before is so no more: their profile is removed, and the rest kept, in case they mistyped, until they delete
 * it. Of anybody else, what waited for their profile is deleted.
 */
export async function endTooYoung(
  interaction: ModalSubmitInteraction,
  context: CommandContext,
): Promise<void> {
  const { inOrder, translate, log } = context;
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  let content = words('profile.tooYoung', PROFILE_LIMITS);
  let wasCoached = false;
  try {
    const turning = async (before: Promise<unknown>) => {
      await before;
      return turnAway(interaction, context);
    };
    wasCoached = await inOrder.run(userId, turning, acknowledge(interaction));
    if (wasCoached) content += `\n\n${words('profile.tooYoungKept')}`;
  } catch (err) {
    if (!interaction.deferred) throw err;
    log.error(
      { userId, err },
      'the profile of somebody below age, or what waited for it, is not deleted',
    );
    const body = {
      content: `${content}\n\n${words('privacy.notDeleted')}`,
      components: [deleteRow(words)],
    };
    await replyInstead(interaction, body, context);
    return;
  }
  const components = wasCoached ? [buttonRow(deleteButton(words))] : [];
  await replyInstead(interaction, { content, components }, context);
}

/** Resolves with whether they have been coached, and what was said is kept therefore. */
async function turnAway(
  interaction: ModalSubmitInteraction,
  context: CommandContext,
): Promise<boolean> {
  const { coach, store } = context;
  const userId = interaction.user.id;
  if (!(await hasBegun(interaction, context))) {
    await forget(userId, context);
    return false;
  }
  // Settings tell later that there is something to be kept; of a set-up that broke off there are none yet.
  await store.saveLocale(userId, interaction.locale);
  await coach.turnAway(userId);
  return true;
}

/**
 * Whether somebody has been coached: their settings say so, also without a profile. Where a set-up broke off before
 * there were any, they are kept now.
 */
async function hasBegun(
  { user, locale }: ModalSubmitInteraction,
  { store }: CommandContext,
): Promise<boolean> {
  if (await store.findSettings(user.id)) return true;
  return store.saveSettings(user.id, { locale, timeZone: null });
}
