import { DirectPage, InteractionPage, type Page } from './page.ts';
import type { Strategy } from './index.ts';

/** Makes, for one reply, the question whether it may be edited now; a yes is taken as an edit. */
type Pace = () => () => boolean;

const INTERVAL_MS = 1_000;

/** At most one edit a second, counted for each reply. */
export const everySecond: Pace = () => everyInterval();

/** At most one edit a second, counted for all replies together: the time of the last edit is kept only once. */
export const everySecondForAll = (): Pace => {
  const shared = everyInterval();
  return () => shared;
};

/** As soon as the last edit has returned. */
export const wheneverFree: Pace = () => () => true;

/** The usual loop of bots on discord.js, which differ in when they edit. */
export function paced(pace: Pace): Strategy {
  return {
    async inReplyTo(interaction, text) {
      await interaction.deferReply();
      await write(text, new InteractionPage(interaction), pace());
    },
    inAnswerTo: (message, text) => write(text, new DirectPage(message), pace()),
  };
}

async function write(
  text: AsyncIterable<string>,
  page: Page,
  mayEdit: () => boolean,
): Promise<void> {
  let written = '';
  let editing: Promise<void> | undefined;
  for await (const token of text) {
    written += token;
    if (editing || !mayEdit()) continue;
    editing = page.show(written).finally(() => {
      editing = undefined;
    });
  }
  await editing;
  await page.show(written);
}

function everyInterval(): () => boolean {
  let editedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (now - editedAt < INTERVAL_MS) return false;
    editedAt = now;
    return true;
  };
}
