import { Routes } from 'discord.js';
import { pause } from '../../services/reply/pause.ts';
import type { MessageBody } from '../../services/reply/surface.ts';
import type { CommandContext } from '../context.ts';
import type { ReplyPlace } from './replyPlace.ts';
import { wrapped } from './wrappedSurface.ts';

/** How long Discord shows that somebody is typing, less a second, in milliseconds. */
const TYPING_MS = 9_000;

/**
 * The place, where the bot is seen typing until the first words or a note are shown, or `done` is called: nothing may
 * be shown after all.
 */
export function typingUntilShown(
  place: ReplyPlace,
  context: CommandContext,
): { place: ReplyPlace; done: () => void } {
  const { surface, note } = place;
  const shown = new AbortController();
  const done = () => shown.abort();
  void type(place.location.channelId, shown.signal, context);
  const watched = wrapped(surface, (part, body) => {
    done();
    return surface.show(part, body);
  });
  const noted = (body: MessageBody, part: number) => {
    done();
    return note(body, part);
  };
  return { place: { ...place, surface: watched, note: noted }, done };
}

async function type(
  channelId: string,
  signal: AbortSignal,
  { channelRest, requestBudget }: CommandContext,
): Promise<void> {
  while (!signal.aborted) {
    const done = await requestBudget.turn(() => false);
    try {
      if (!signal.aborted) await channelRest.post(Routes.channelTyping(channelId));
    } catch {
      // It is a courtesy: the answer itself says what is wrong.
    } finally {
      done();
    }
    await pause(TYPING_MS, signal);
  }
}
