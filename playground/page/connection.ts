import type { Result, Update } from '../server/protocol.ts';
import type { RequestBody } from '../server/requests.ts';

type Answer = Extract<Update, { type: 'answer' }>;
export type News = Exclude<Update, Answer>;

interface ConnectionHandlers {
  /** Called each time the connection is there (again). */
  opened: () => void;
  lost: () => void;
  news: (news: News) => void;
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 4000;

/** The line to the server. Comes back by itself when the server was away. */
export class Connection {
  readonly #handlers: ConnectionHandlers;
  readonly #waiting = new Map<number, PromiseWithResolvers<Result>>();
  #socket: WebSocket | undefined;
  #lastId = 0;
  #retryMs = FIRST_RETRY_MS;

  constructor(handlers: ConnectionHandlers) {
    this.#handlers = handlers;
    this.#connect();
  }

  /** Asks the server for something; rejects with its words if it refuses. */
  request(body: RequestBody): Promise<Result> {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) {
      return Promise.reject(new Error('The playground is not running'));
    }
    this.#lastId += 1;
    const waiting = Promise.withResolvers<Result>();
    this.#waiting.set(this.#lastId, waiting);
    socket.send(JSON.stringify({ ...body, id: this.#lastId }));
    return waiting.promise;
  }

  #connect(): void {
    const socket = new WebSocket('/events');
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#retryMs = FIRST_RETRY_MS;
      this.#handlers.opened();
    });
    socket.addEventListener('message', ({ data }) => {
      const update = JSON.parse(String(data)) as Update;
      if (update.type === 'answer') this.#settle(update);
      else this.#handlers.news(update);
    });
    socket.addEventListener('close', () => this.#reconnect());
  }

  #settle(answer: Answer): void {
    if (answer.id === null) return;
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.ok) waiting?.resolve(answer.result);
    else waiting?.reject(new Error(answer.reason));
  }

  #reconnect(): void {
    for (const { reject } of this.#waiting.values()) {
      reject(new Error('The playground was stopped'));
    }
    this.#waiting.clear();
    this.#handlers.lost();
    setTimeout(() => this.#connect(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }
}
