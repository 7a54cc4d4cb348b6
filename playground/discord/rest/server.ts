import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordError, errors } from '../errors.ts';
import type { RequestRecord } from '../events.ts';
import type { Fault, Faults } from '../faults.ts';
import type { Json } from '../json.ts';
import { bucketHeaders, inSeconds, type Limits, RateLimits, type Verdict } from '../rateLimits.ts';
import type { World } from '../world.ts';
import { applicationRoutes } from './application.ts';
import { parseBody, readAll } from './body.ts';
import { callbackRoutes } from './callbacks.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { type Answer, bucketKind, type Match, type Route, Router } from './router.ts';
import { threadRoutes } from './threads.ts';
import { webhookRoutes } from './webhooks.ts';

/** How many requests there were, and how many that count against the bot. */
export interface Stats {
  requests: number;
  /** Answers 429, those that a fault made included. */
  rateLimited: number;
  /** Those of them that a fault made: they say nothing about the bot. */
  rateLimitedByFault: number;
  /** Answers 401, 403 and 429: ten thousand in ten minutes, and Discord bans the address. */
  invalidRequests: number;
}

export interface RestOptions {
  world: World;
  limits: Limits;
  faults: Faults;
  gateway: { url: () => string; shards: number };
}

interface Reply {
  status: number;
  headers: Record<string, string>;
  text: string | Uint8Array;
  /** After how many bytes the connection is cut. */
  cutAfterBytes?: number | undefined;
  code: number | undefined;
}

/** What one request went through. */
interface Course {
  match: Match;
  method: string;
  path: string;
  query: string;
  verdict: Verdict | undefined;
  /** What went wrong with it on purpose. */
  fault: Fault | undefined;
}

const INVALID = new Set([401, 403, 429]);
const PREFIX = /^\/api(?:\/v10)?(?=\/)/;

/** The REST API: routes, access, rate limits, faults, and a record of every request. */
export class RestServer {
  readonly stats: Stats = {
    requests: 0,
    rateLimited: 0,
    rateLimitedByFault: 0,
    invalidRequests: 0,
  };
  /** Requests for routes that this Discord does not have; a test expects none. */
  readonly unknownRoutes: string[] = [];
  isDown = false;
  readonly #options: RestOptions;
  readonly #router: Router;
  readonly #rateLimits = new RateLimits();

  constructor(options: RestOptions) {
    this.#options = options;
    this.#router = new Router([
      ...applicationRoutes(options.gateway),
      ...callbackRoutes,
      ...channelRoutes,
      ...commandRoutes,
      ...threadRoutes,
      ...webhookRoutes,
    ]);
  }

  /** Answers one request; every error inside is recorded and answered with 500. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    const course = this.#courseOf(request);
    let reply: Reply | undefined;
    let requestBytes = 0;
    try {
      const bytes = await readAll(request);
      requestBytes = bytes.length;
      reply = await this.#reply(course, request, bytes);
    } catch (error) {
      // A client that hangs up in the middle is its own affair.
      if (request.destroyed && !request.complete) return;
      this.#options.world.errors.push(error);
      reply = asReply(errors.internal());
    }
    if (reply) {
      response.writeHead(reply.status, reply.headers);
      if (reply.cutAfterBytes === undefined) response.end(reply.text);
      else response.write(reply.text.slice(0, reply.cutAfterBytes), () => response.destroy());
    } else {
      response.destroy();
    }
    this.#record(course, { at, requestBytes, reply });
  }

  #courseOf({ method = 'GET', url = '/' }: IncomingMessage): Course {
    const [fullPath = '/', query = ''] = url.split('?', 2);
    const isApi = PREFIX.test(fullPath);
    const path = isApi ? fullPath.replace(PREFIX, '') : fullPath;
    const match = isApi
      ? this.#router.match(method, path)
      : { route: undefined, pathExists: false, params: {} };
    return { match, method, path, query, verdict: undefined, fault: undefined };
  }

  async #reply(
    course: Course,
    request: IncomingMessage,
    bytes: Buffer,
  ): Promise<Reply | undefined> {
    if (this.isDown) return asReply(errors.unavailable());
    const { match, method, path } = course;
    const template = match.route?.template ?? path;
    const fault = this.#options.faults.hit(method, template, path);
    course.fault = fault;
    if (fault?.delayMs !== undefined) await sleep(fault.delayMs);
    await (typeof fault?.until === 'function' ? fault.until() : fault?.until);
    const isFatal = fault !== undefined && (fault.reset === true || fault.status !== undefined);
    if (isFatal && !fault.applied) return faultReply(fault);
    if (method === 'GET' && path.startsWith('/attachments/')) {
      return { ...this.#attachment(path), cutAfterBytes: fault?.cutAfterBytes };
    }
    const reply = await this.#serve(course, request, bytes);
    return isFatal ? faultReply(fault) : reply;
  }

  async #serve(course: Course, request: IncomingMessage, bytes: Buffer): Promise<Reply> {
    const { match, method } = course;
    const { world } = this.#options;
    try {
      const { route } = match;
      if (!route) {
        this.unknownRoutes.push(`${method} ${course.path}`);
        throw match.pathExists ? errors.methodNotAllowed() : errors.notFound();
      }
      if (route.access === 'bot' && request.headers.authorization !== `Bot ${world.token}`) {
        throw errors.unauthorized();
      }
      const refused = this.#limit(course, route);
      if (refused) return refused;
      const { body, files } = await parseBody(bytes, request.headers['content-type'] ?? '');
      const query = new URLSearchParams(course.query);
      const { params } = match;
      const answer = route.handle({ world, method, params, query, body, files });
      return asReply(answer, course.verdict);
    } catch (error) {
      if (error instanceof DiscordError) return asReply(error, course.verdict);
      throw error;
    }
  }

  // Interaction callbacks and webhooks are outside the global limit.
  #limit(course: Course, route: Route): Reply | undefined {
    const { limits } = this.#options;
    if (route.access === 'bot' && limits.global) {
      const verdict = this.#rateLimits.take('global', 'bot', limits.global);
      if (!verdict.allowed) return tooMany(verdict, true);
    }
    const rule = route.bucket;
    const limit = rule && limits[rule.limit];
    if (!rule || !limit) return undefined;
    const owner = course.match.params[rule.owner] ?? '';
    course.verdict = this.#rateLimits.take(bucketKind(route, rule, limits), owner, limit);
    return course.verdict.allowed ? undefined : tooMany(course.verdict, false);
  }

  #attachment(path: string): Reply {
    const file = this.#options.world.files.get(path.split('/')[3] ?? '');
    if (!file) return asReply(errors.notFound());
    return {
      status: 200,
      headers: {
        'Content-Type': file.contentType,
        'Content-Length': String(file.data.byteLength),
      },
      text: file.data,
      code: undefined,
    };
  }

  #record(
    { match, method, path, verdict, fault }: Course,
    { at, requestBytes, reply }: { at: number; requestBytes: number; reply: Reply | undefined },
  ): void {
    const { world } = this.#options;
    const status = reply?.status ?? 0;
    this.stats.requests += 1;
    if (status === 429) this.stats.rateLimited += 1;
    const byFault = fault !== undefined && status === (fault.reset ? 0 : fault.status);
    if (status === 429 && byFault) this.stats.rateLimitedByFault += 1;
    if (INVALID.has(status)) this.stats.invalidRequests += 1;
    const record: RequestRecord = {
      method,
      route: match.route?.template ?? path,
      path,
      status,
      byFault,
      code: reply?.code,
      bucket: verdict?.bucket,
      limit: verdict?.limit,
      remaining: verdict?.remaining,
      resetAfter: verdict?.resetAfter,
      requestBytes,
      durationMs: performance.now() - at,
      at,
    };
    world.emit('request', record);
    world.lookAgain();
  }
}

const asReply = (answer: Answer | DiscordError, verdict?: Verdict): Reply => {
  const isError = answer instanceof DiscordError;
  const body = isError ? answer.toBody() : answer.body;
  return {
    status: answer.status,
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(verdict && bucketHeaders(verdict)),
    },
    text: body === undefined ? '' : JSON.stringify(body),
    code: isError ? answer.code : undefined,
  };
};

const tooMany = (verdict: Verdict, global: boolean): Reply => {
  const seconds = Number(inSeconds(verdict.resetAfter));
  const body: Json = {
    message: 'You are being rate limited.',
    retry_after: seconds,
    global,
  };
  return {
    status: 429,
    headers: {
      'Content-Type': 'application/json',
      'Retry-After': String(Math.ceil(seconds)),
      'X-RateLimit-Scope': global ? 'global' : 'user',
      ...(global ? { 'X-RateLimit-Global': 'true' } : bucketHeaders(verdict)),
    },
    text: JSON.stringify(body),
    code: undefined,
  };
};

const faultReply = (fault: Fault): Reply | undefined => {
  if (fault.reset || fault.status === undefined) return undefined;
  if (fault.status === 429) {
    const seconds = fault.retryAfter ?? 1;
    return {
      status: 429,
      headers: {
        'Content-Type': 'application/json',
        'Retry-After': String(seconds),
        'X-RateLimit-Scope': 'shared',
      },
      text: JSON.stringify({
        message: 'The resource is being rate limited.',
        retry_after: seconds,
        global: false,
      }),
      code: undefined,
    };
  }
  return asReply(
    new DiscordError(fault.status, fault.code ?? 0, `${fault.status}: injected fault`),
  );
};
