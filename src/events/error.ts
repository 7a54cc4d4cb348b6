import { Events } from 'discord.js';
import type { Event } from './index.ts';

/** A fault of the connection; discord.js connects again by itself. */
export const error: Event<Events.Error> = {
  name: Events.Error,

  execute({ log }, err) {
    log.error({ err }, 'Discord connection error');
  },
};
