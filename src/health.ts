import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

/** Whether a part that the bot cannot do without is there. */
export type Check = () => boolean | Promise<boolean>;

export interface HealthOptions {
  /** 0 for any that is free. */
  port: number;
  /** The parts by name, such as `gateway`. */
  checks: Readonly<Record<string, Check>>;
  metrics: Metrics;
}

/** How long a part may take to say that it is there: Kubernetes asks no longer than a second or two. */
const CHECK_TIMEOUT_MS = 1_000;

interface Page {
  status: number;
  type: string;
  text: string;
}

const PAGES: Record<string, (options: HealthOptions) => Page | Promise<Page>> = {
  '/healthz': () => json(200, { up: true }),
  '/readyz': async ({ checks }) => {
    const names = Object.keys(checks);
    const answers = await Promise.all(Object.values(checks).map(holds));
    const state = Object.fromEntries(names.map((name, index) => [name, answers[index]]));
    return json(answers.every(Boolean) ? 200 : 503, state);
  },
  '/metrics': async ({ metrics }) => ({
    status: 200,
    type: metrics.contentType,
    text: await metrics.text(),
  }),
};

/** Tells whoever watches over the process how it is: `/healthz`, `/readyz`, `/metrics`. */
export class HealthServer {
  readonly #server = createServer((request, response) => void this.#handle(request, response));
  readonly #options: HealthOptions;

  private constructor(options: HealthOptions) {
    this.#options = options;
  }

  /** Rejects when the port is taken. */
  static async start(options: HealthOptions): Promise<HealthServer> {
    const health = new HealthServer(options);
    health.#server.listen(options.port);
    await once(health.#server, 'listening');
    return health;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle({ method, url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const page = PAGES[url.split('?', 1)[0] ?? ''];
    const { status, type, text } = await answer(page, method, this.#options);
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    response.end(method === 'HEAD' ? undefined : text);
  }
}

async function answer(
  page: (typeof PAGES)[string] | undefined,
  method: string | undefined,
  options: HealthOptions,
): Promise<Page> {
  if (!page) return json(404, { pages: Object.keys(PAGES) });
  if (method !== 'GET' && method !== 'HEAD') return json(405, { method: 'GET' });
  return page(options);
}

/** What fails or does not say so in time does not hold. */
async function holds(check: Check): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), CHECK_TIMEOUT_MS);
  try {
    return await Promise.race([check(), promise]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

const json = (status: number, body: object): Page => ({
  status,
  type: 'application/json',
  text: `${JSON.stringify(body)}\n`,
});
