import type { Message } from 'discord.js';
import type { Practice } from '../../models/practice.ts';
import { within } from '../../within.ts';
import type { CommandContext } from '../context.ts';
import { chosenBy } from './locale.ts';
import { rehearsalAt } from './rehearsing.ts';

/** How long the store may take to say what is known of somebody, in milliseconds. */
export const LOOK_UP_MS = 6_000;

/** Whether somebody who has to wait for an answer has a profile; false if that cannot be told. */
export async function hasProfile(userId: string, { store }: CommandContext): Promise<boolean> {
  const profile = await within(LOOK_UP_MS, store.findProfile(userId)).catch(() => null);
  return profile !== null;
}

/** What is known about somebody before they are answered; never rejects. */
export async function lookUp(
  { author, channelId, guild }: Message,
  { store, log }: CommandContext,
): Promise<{ ok: boolean; locale: string; practice?: Practice | undefined }> {
  const locale = chosenBy(guild);
  try {
    const [settings, practice] = await within(
      LOOK_UP_MS,
      Promise.all([store.findSettings(author.id), rehearsalAt(author.id, channelId, store)]),
    );
    return { ok: true, locale: settings?.locale ?? locale, practice };
  } catch (err) {
    log.error({ userId: author.id, err }, 'a message could not be taken');
    return { ok: false, locale };
  }
}
