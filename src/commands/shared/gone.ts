import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';

const GONE = new Set<string | number>([
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
]);

/** Whether this is how Discord says that a message is deleted, or was in a channel that is. */
export const isGone = (err: unknown): boolean =>
  err instanceof DiscordAPIError && GONE.has(err.code);
