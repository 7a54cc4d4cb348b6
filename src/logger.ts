import { DiscordAPIError } from 'discord.js';
import OpenAI from 'openai';
import { type DestinationStream, type Logger, pino } from 'pino';
import { ModelError } from './services/coaching/modelError.ts';

/** JSON lines (on stdout unless told otherwise), with ids, durations, counts and codes; never anybody's words. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino({ level, base: null, serializers: { err: describeError } }, destination);
}

/**
 * What of an error may be logged. Messages are left out: Discord's hold what was sent, OpenAI's a part of the
 * key, MongoDB's the values of a record. Names, codes and stack frames say where it broke.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  return {
    name: error.name,
    ...detailsOf(error),
    at: framesOf(error)
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 5)
      .map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** The stack after its message, whose lines may look like frames. */
function framesOf({ stack, message }: Error): string | undefined {
  return stack?.slice(stack.indexOf(message) + message.length);
}

function detailsOf(error: Error): Record<string, unknown> {
  if (error instanceof DiscordAPIError) {
    return {
      name: 'DiscordAPIError',
      code: error.code,
      status: error.status,
      method: error.method,
    };
  }
  if (error instanceof OpenAI.APIError) {
    return { status: error.status, code: error.code, type: error.type, requestId: error.requestID };
  }
  if (error instanceof ModelError) return { failure: error.failure };
  const { code } = error as { code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? { code } : {};
}
