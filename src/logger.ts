import { DiscordAPIError } from 'discord.js';
import OpenAI from 'openai';
import { type DestinationStream, type Logger, pino } from 'pino';
import { ModelError } from './services/coaching/modelError.ts';

/** Lines that cannot be written now are kept for the next one, up to this many bytes: then they are dropped. */
const KEPT_LENGTH = 1_000_000;

/** JSON lines (on stdout unless told otherwise), with ids, durations, counts and codes; never anybody's words. */
export function createLogger(level: string, destination = stdout()): Logger {
  return pino(
    { level, base: null, serializers: { err: (error) => describeError(error) } },
    destination,
  );
}

const never = () => false;

/** Where nothing waits for a line: its disk may be full, its reader slow, its terminal gone. */
function stdout(): DestinationStream {
  const options = { sync: true, maxLength: KEPT_LENGTH, retryEAGAIN: never };
  const open = () => {
    const opened = pino.destination({ dest: process.stdout.fd, ...options });
    opened.on('error', () => undefined);
    // One that is full tries nothing any more.
    opened.on('drop', (line: string) => {
      lines = open();
      lines.write(line);
    });
    return opened;
  };
  let lines = open();
  // Without pino's flush after a fatal error, which tries for ever.
  return { write: (line) => void lines.write(line) };
}

/** How many causes of causes are told: an error may be its own. */
const DEEPEST = 5;

/**
 * What of an error may be logged. Messages are left out: Discord's hold what was sent, OpenAI's a part of the
 * key, MongoDB's the values of a record. Names, codes and stack frames say where it broke.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  return {
    name: error.name,
    ...detailsOf(error),
    at: framesOf(error)
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 5)
      .map((line) => line.trim()),
    ...(error.cause !== undefined &&
      depth < DEEPEST && { cause: describeError(error.cause, depth + 1) }),
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
    const { status, code, type, requestID } = error;
    return {
      status,
      ...matching({ code, type }, IDENTIFIER),
      ...matching({ requestId: requestID }, REQUEST_ID),
    };
  }
  if (error instanceof ModelError) return { failure: error.failure };
  const { code } = error as { code?: unknown };
  return typeof code === 'number' ? { code } : matching({ code }, SYSTEM_CODE);
}

/** What a model's server says is free text, too: of that, only what looks as codes do. A single word may be anybody's. */
const IDENTIFIER = /^[a-z\d]+(?:_[a-z\d]+)+$/;
const REQUEST_ID = /^(?=.*\d)[\w-]{1,64}$/;
const SYSTEM_CODE = /^[A-Z\d_]+$/;

function matching(details: Record<string, unknown>, form: RegExp): Record<string, unknown> {
  const known = Object.entries(details).filter(
    ([, detail]) => typeof detail === 'string' && form.test(detail),
  );
  return Object.fromEntries(known);
}
