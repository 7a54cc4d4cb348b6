import type { ChatInputCommandInteraction, Client, Message } from 'discord.js';
import type { BotSettings, Editing } from '../protocol.ts';
import { component } from './component.ts';
import { everySecond, everySecondForAll, paced, wheneverFree } from './paced.ts';

/** One way to show a text while it is being written. */
export interface Strategy {
  inReplyTo(interaction: ChatInputCommandInteraction, text: AsyncIterable<string>): Promise<void>;
  inAnswerTo(message: Message, text: AsyncIterable<string>): Promise<void>;
}

/** Makes the strategies; each has a process of its own. */
export const strategies: Record<Editing, (client: Client, settings: BotSettings) => Strategy> = {
  component,
  timer: () => paced(everySecond),
  'global-timer': () => paced(everySecondForAll()),
  unpaced: () => paced(wheneverFree),
};
