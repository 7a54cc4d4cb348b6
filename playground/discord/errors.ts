import type { Json } from './json.ts';

/** One mistake in a body: where it is, and Discord's code and words for it. */
export interface Mistake {
  path: readonly PropertyKey[];
  code: string;
  message: string;
}

/** An answer other than success; thrown by a route, written to the wire by the router. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
  readonly status: number;
  readonly code: number;
  readonly errors: Json | undefined;

  constructor(status: number, code: number, message: string, errors?: Json) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  /** The body as Discord sends it. */
  toBody(): Json {
    return {
      message: this.message,
      code: this.code,
      ...(this.errors && { errors: this.errors }),
    };
  }
}

/** Discord's own errors, by their documented names. */
export const errors = {
  unauthorized: () => new DiscordError(401, 0, '401: Unauthorized'),
  notFound: () => new DiscordError(404, 0, '404: Not Found'),
  methodNotAllowed: () => new DiscordError(405, 0, '405: Method Not Allowed'),
  invalidJson: () => new DiscordError(400, 50_109, 'The request body contains invalid JSON.'),
  unknownChannel: () => new DiscordError(404, 10_003, 'Unknown Channel'),
  unknownGuild: () => new DiscordError(404, 10_004, 'Unknown Guild'),
  unknownMessage: () => new DiscordError(404, 10_008, 'Unknown Message'),
  unknownMember: () => new DiscordError(404, 10_007, 'Unknown Member'),
  unknownUser: () => new DiscordError(404, 10_013, 'Unknown User'),
  unknownWebhook: () => new DiscordError(404, 10_015, 'Unknown Webhook'),
  unknownInteraction: () => new DiscordError(404, 10_062, 'Unknown interaction'),
  unknownApplication: () => new DiscordError(404, 10_002, 'Unknown Application'),
  unknownCommand: () => new DiscordError(404, 10_063, 'Unknown application command'),
  alreadyAcknowledged: () =>
    new DiscordError(400, 40_060, 'Interaction has already been acknowledged.'),
  tooManyFollowUps: () =>
    new DiscordError(
      400,
      40_094,
      'This interaction has reached the maximum number of follow up messages',
    ),
  missingAccess: () => new DiscordError(403, 50_001, 'Missing Access'),
  notInDirectMessages: () => new DiscordError(403, 50_003, 'Cannot execute action on a DM channel'),
  notTheAuthor: () =>
    new DiscordError(403, 50_005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new DiscordError(400, 50_006, 'Cannot send an empty message'),
  cannotMessageUser: () => new DiscordError(403, 50_007, 'Cannot send messages to this user'),
  missingPermissions: () => new DiscordError(403, 50_013, 'Missing Permissions'),
  wrongChannelType: () =>
    new DiscordError(400, 50_024, 'Cannot execute action on this channel type'),
  threadArchived: () => new DiscordError(400, 50_083, 'Thread is archived'),
  cannotReadHistory: () =>
    new DiscordError(403, 160_002, 'Cannot reply without permission to read message history'),
  threadExists: () =>
    new DiscordError(400, 160_004, 'A thread has already been created for this message'),
  threadLocked: () => new DiscordError(400, 160_005, 'Thread is locked'),
  tooLarge: () => new DiscordError(413, 40_005, 'Request entity too large'),
  invalidToken: () => new DiscordError(401, 50_027, 'Invalid Webhook Token'),
  unavailable: () => new DiscordError(503, 0, '503: Service Unavailable'),
  internal: () => new DiscordError(500, 0, '500: Internal Server Error'),
} as const;

/** 50035 with Discord's tree: each path's last key holds `_errors`. */
export const invalidForm = (mistakes: readonly Mistake[]): DiscordError => {
  const tree: Json = {};
  for (const { path, code, message } of mistakes) {
    let node = tree;
    for (const key of path) {
      node = (node[String(key)] ??= {}) as Json;
    }
    const list = (node['_errors'] ??= []) as Json[];
    list.push({ code, message });
  }
  return new DiscordError(400, 50_035, 'Invalid Form Body', tree);
};
