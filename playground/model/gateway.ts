import { EventEmitter, once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestHttp,
  type ServerResponse,
} from 'node:http';
import { request as requestHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { EventCounter } from './eventCounter.ts';
import { type ModelFault, REFUSALS } from './faults.ts';

/** One request of the bot to its model, as far as it has come. */
export interface ModelRecord {
  id: number;
  /** When it arrived, in Unix milliseconds. */
  at: number;
  /** Such as `POST /v1/chat/completions`. */
  route: string;
  /** 0 as long as there is none, and when the connection was cut without one. */
  status: number;
  /** From the request to the first words of the answer. */
  firstWordsMs?: number;
  durationMs: number;
  requestBytes: number;
  responseBytes: number;
  /** Events of the stream. */
  chunks: number;
  /** `cut`: it ended before its end, whichever side ended it; `failed`: there was no answer, or a refusal. */
  state: 'waiting' | 'streaming' | 'done' | 'cut' | 'failed';
}

/** How fast the offline coach writes. */
export interface Speed {
  /** From the question to the first words, in milliseconds. */
  firstWordsMs: number;
  tokensPerSecond: number;
}

interface GatewayOptions {
  /** An OpenAI-compatible API, such as `https://api.openai.com/v1`. */
  upstream: string;
  /** Whether that is the offline coach. */
  isSample: boolean;
  speed: Speed;
  /** Takes over another speed; without, the speed cannot be set. */
  setSpeed?: (speed: Speed) => void;
}

/** What the bot takes for the root of the API. */
const ROOT = '/v1';
/** Where answers are asked for: what fails is an answer. */
const ANSWERS = /\/chat\/completions$/;
/** What concerns one connection only, and is not passed on. */
const OF_THE_CONNECTION = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding']);
/** While an answer is written, it is told of so often at most. */
const TELL_EVERY_MS = 250;
/** After so many events, a stream that is to be cut is cut: a sentence or two. */
const EVENTS_BEFORE_CUT = 40;

/**
 * Stands between the bot and its model: passes everything on as it comes, tells of each request, and lets
 * requests fail as those of a real provider fail.
 */
export class ModelGateway extends EventEmitter<{ request: [ModelRecord] }> {
  readonly isSample: boolean;
  readonly #upstream: string;
  readonly #setSpeed: ((speed: Speed) => void) | undefined;
  readonly #server = createServer((request, response) => this.#handle(request, response));
  readonly #faults: ModelFault[] = [];
  /** The fault that hit last: it goes on for the client's own retries of that request. */
  #lastFault: ModelFault | undefined;
  #speed: Speed;
  #requests = 0;

  constructor({ upstream, isSample, speed, setSpeed }: GatewayOptions) {
    super();
    this.#upstream = upstream.replace(/\/+$/, '');
    this.isSample = isSample;
    this.#speed = speed;
    this.#setSpeed = setSpeed;
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** What the bot is told as OPENAI_BASE_URL, once started. */
  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${ROOT}`;
  }

  get speed(): Readonly<Speed> {
    return this.#speed;
  }

  /** How fast the offline coach writes from the next answer on; a real model writes as fast as it does. */
  set speed(speed: Speed) {
    if (!this.#setSpeed) throw new Error('The speed of a real model cannot be set');
    this.#speed = speed;
    this.#setSpeed(speed);
  }

  /** Lets the next request for an answer fail, together with the client's retries of it. */
  failNext(fault: ModelFault): void {
    this.#faults.push(fault);
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const startedAt = performance.now();
    const { method = 'GET', url = '/' } = request;
    const record: ModelRecord = {
      id: (this.#requests += 1),
      at: Date.now(),
      route: `${method} ${url.split('?', 1)[0]}`,
      status: 0,
      durationMs: 0,
      requestBytes: 0,
      responseBytes: 0,
      chunks: 0,
      state: 'waiting',
    };
    let toldAt = startedAt;
    const tell = (state: ModelRecord['state']): void => {
      if (record.state === 'done' || record.state === 'cut' || record.state === 'failed') return;
      const now = performance.now();
      if (state === record.state && now - toldAt < TELL_EVERY_MS) return;
      toldAt = now;
      record.state = state;
      record.durationMs = now - startedAt;
      this.emit('request', { ...record });
    };
    this.emit('request', { ...record });
    request.on('data', (bytes: Buffer) => (record.requestBytes += bytes.length));

    const fault = this.#faultFor(request);
    if (fault === 'rateLimited' || fault === 'overloaded') {
      refuse(request, response, fault);
      record.status = response.statusCode;
      request.on('end', () => tell('failed'));
      return;
    }
    this.#passOn(request, response, { record, startedAt, tell, isCut: fault === 'cutOff' });
  }

  #faultFor({ method, url = '', headers }: IncomingMessage): ModelFault | undefined {
    if (method !== 'POST' || !ANSWERS.test(url)) return undefined;
    // A provider that is overloaded still is when the client asks again half a second later.
    const isRetry = Number(headers['x-stainless-retry-count'] ?? 0) > 0;
    if (!isRetry) this.#lastFault = this.#faults.shift();
    return this.#lastFault;
  }

  #passOn(
    request: IncomingMessage,
    response: ServerResponse,
    { record, startedAt, tell, isCut }: Passage,
  ): void {
    const target = this.#upstream + (request.url ?? '').replace(ROOT, '');
    const ask = target.startsWith('https:') ? requestHttps : requestHttp;
    const asked = ask(target, { method: request.method, headers: passable(request.headers) });
    const events = new EventCounter();

    const cut = (): void => {
      asked.destroy();
      response.destroy();
      tell('cut');
    };
    asked.on('response', (answer) => {
      record.status = answer.statusCode ?? 0;
      response.writeHead(record.status, passable(answer.headers));
      response.flushHeaders();
      answer.on('data', (bytes: Buffer) => {
        events.read(bytes);
        record.responseBytes += bytes.length;
        record.chunks = events.count;
        if (record.state === 'waiting' && events.hasWords) {
          record.firstWordsMs = performance.now() - startedAt;
          tell('streaming');
        } else {
          tell(record.state);
        }
        if (!response.write(bytes)) {
          answer.pause();
          response.once('drain', () => answer.resume());
        }
        if (isCut && events.count >= EVENTS_BEFORE_CUT) cut();
      });
      answer.on('end', () => {
        if (isCut) return cut();
        response.end();
        tell(record.status < 400 ? 'done' : 'failed');
      });
      answer.on('error', cut);
    });
    // No answer at all: the bot sees what it would see without a gateway, a connection that breaks.
    asked.on('error', () => {
      response.destroy();
      tell(record.status === 0 ? 'failed' : 'cut');
    });
    response.on('close', () => {
      if (!response.writableFinished) cut();
    });
    request.pipe(asked);
  }
}

interface Passage {
  record: ModelRecord;
  startedAt: number;
  tell: (state: ModelRecord['state']) => void;
  /** Whether its stream is to break in the middle. */
  isCut: boolean;
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  fault: keyof typeof REFUSALS,
): void {
  const { status, headers, body } = REFUSALS[fault];
  request.resume();
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

const passable = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)));
