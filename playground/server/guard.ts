import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const WILDCARDS = new Set(['0.0.0.0', '::']);

/** Lets in the page's own requests and nobody else's: any web page can make a browser send some here. */
export class Guard {
  readonly #host: string;
  readonly #names: ReadonlySet<string>;

  /** @param host the address that the server listens on */
  constructor(host: string) {
    this.#host = host;
    this.#names = new Set([...LOOPBACK, isIP(host) === 6 ? `[${host}]` : host]);
  }

  /** Why a request is refused; undefined when it is not. */
  refusal(request: IncomingMessage): string | undefined {
    const { host, origin } = request.headers;
    const name = hostnameOf(`http://${host}`);
    // A foreign name that resolves to this address: DNS rebinding.
    if (name === undefined || !this.#isOurs(name)) return 'This is not the name of this server';
    if (origin !== undefined && origin !== `http://${host}`) return 'Cross-site request';
    const site = request.headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
    return isVisit(request) ? undefined : 'Cross-site request';
  }

  /** WebSockets are not bound to the same origin: theirs has to be named. */
  socketRefusal(request: IncomingMessage): string | undefined {
    if (request.headers.origin === undefined) return 'A WebSocket needs an Origin';
    return this.refusal(request);
  }

  #isOurs(name: string): boolean {
    // Listening everywhere, it cannot know its own names; an address cannot be rebound.
    const isAddress = isIP(name.replace(/^\[|\]$/g, '')) !== 0;
    return this.#names.has(name) || (WILDCARDS.has(this.#host) && isAddress);
  }
}

/** Somebody followed a link to the page, which may stand anywhere. */
function isVisit({ method, url, headers }: IncomingMessage): boolean {
  const isPage = url === '/' || url?.startsWith('/?') === true;
  return method === 'GET' && isPage && headers['sec-fetch-dest'] === 'document';
}

function hostnameOf(url: string): string | undefined {
  return URL.parse(url)?.hostname;
}
