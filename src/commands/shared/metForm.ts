import type { ModalSubmitInteraction } from 'discord.js';
import type { Profile } from '../../models/profile.ts';
import type { Store } from '../../services/store/store.ts';
import type { CommandContext } from '../context.ts';
import { acknowledge } from './typedForm.ts';
import { followUp, foundWith, replyBelow, replyWith, type Shown } from './instead.ts';

/** Keeps what was typed, beside the profile that is there. Null where there is none, or none any more. */
type Keep<Kept> = (stored: Profile | null) => Promise<Kept | null>;

/** What was typed into a form, and examined. */
interface Met<Kept> {
  /** What keeping it came to. Rejects with what that threw. */
  kept: Promise<Kept | null>;
  /** Shows what became of it, below help lines if something was found. Never rejects. */
  show: (body: Shown) => Promise<void>;
}

/**
 * Acknowledges a form and meets what was typed into it: it is examined, and kept once all that the same person did before
 * to what is known of them is done. If something is found, help lines go out at once, whether it can be kept or not, and
 * it is kept whether they can be shown or not; of what is refused nothing is kept, and that is said beside what the form
 * was opened below, which stays.
 * @returns undefined where it is refused: nothing more is to be said
 * @throws what acknowledging it throws, or showing the refusal
 */
export async function meetForm<Kept>(
  interaction: ModalSubmitInteraction,
  keep: Keep<Kept>,
  context: CommandContext,
): Promise<Met<Kept> | undefined> {
  const { inOrder, log } = context;
  const userId = interaction.user.id;
  const takingIn = (before: Promise<unknown>) => takeIn(interaction, keep, before, context);
  const { found, lines, kept } = await inOrder.run(userId, takingIn, acknowledge(interaction));
  if (found?.isRefused) {
    await followUp(interaction, { content: found.opening });
    return undefined;
  }
  const show = async (body: Shown) => {
    await lines;
    await replyBelow(interaction, found, body).catch((err: unknown) => {
      log.warn({ userId, err }, 'what became of a form was not shown');
    });
  };
  return { kept, show };
}

/**
 * What has to be done in order, and no more: what is shown is not waited for, as Discord in trouble must keep nobody from
 * deleting everything. Resolves when it is kept, or cannot be.
 */
async function takeIn<Kept>(
  interaction: ModalSubmitInteraction,
  keep: Keep<Kept>,
  before: Promise<unknown>,
  context: CommandContext,
) {
  const examining = examine(interaction, context);
  await before;
  // A store that hesitates now may be well when there is a verdict.
  const was = known(interaction.user.id, context.store).catch((): Known => [null, null]);
  const { found, lines } = await examining;
  if (found?.isRefused) return { found, kept: Promise.resolve(null) };
  const kept = keepUnlessGone(interaction.user.id, was, keep, context.store);
  await Promise.allSettled([kept]);
  return { found, lines, kept };
}

/** Help lines wait for nothing: they are being shown when this resolves. Never rejects. */
async function examine(interaction: ModalSubmitInteraction, context: CommandContext) {
  const found = await foundWith(interaction, context);
  const lines = found && !found.isRefused ? showLines(interaction, found.opening, context) : null;
  return { found, lines };
}

type Known = readonly [profile: Profile | null, settings: unknown];

const known = (userId: string, store: Store): Promise<Known> =>
  Promise.all([store.findProfile(userId), store.findSettings(userId)]);

/** Another process may have deleted everything meanwhile, or turned them away: then nothing is kept. */
async function keepUnlessGone<Kept>(
  userId: string,
  before: Promise<Known>,
  keep: Keep<Kept>,
  store: Store,
): Promise<Kept | null> {
  const was = await before;
  const is = await known(userId, store);
  const isGone = was.some((one, which) => one !== null && is[which] === null);
  return isGone ? null : keep(is[0]);
}

/** Never rejects. */
async function showLines(
  interaction: ModalSubmitInteraction,
  content: string,
  { log }: CommandContext,
): Promise<void> {
  await replyWith(interaction, { content }).catch((err: unknown) => {
    log.error({ userId: interaction.user.id, err }, 'help lines were not shown');
  });
}
