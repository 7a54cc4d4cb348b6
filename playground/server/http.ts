import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { LoopbackDiscord } from '../discord/index.ts';
import type { Asset } from './assets.ts';
import type { Guard } from './guard.ts';

const HEADERS = {
  // Skyra's components set style attributes; there is no other inline style and no inline script.
  'Content-Security-Policy': [
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "style-src-attr 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  // A page of yesterday's server would not understand today's.
  'Cache-Control': 'no-store',
};

/** What a browser may show in the page; every other file is only downloaded. */
const SHOWN_FILES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** Serves the page and the files of messages. */
export function pageListener({
  assets,
  guard,
  discord,
}: {
  assets: ReadonlyMap<string, Asset>;
  guard: Guard;
  discord: LoopbackDiscord;
}): RequestListener {
  return (request, response) => {
    const refusal = guard.refusal(request);
    if (refusal !== undefined) return end(response, 403, refusal);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return end(response, 405, 'Only GET and HEAD');
    }
    const path = pathOf(request);
    const asset = assets.get(path);
    if (asset) return send(response, asset.contentType, asset.body);
    if (path === '/favicon.ico') return end(response, 204, '');
    const file = path.startsWith('/attachments/') && discord.files.get(path.split('/')[3] ?? '');
    if (!file) return end(response, 404, 'Not found');
    const isShown = SHOWN_FILES.has(file.contentType);
    response.setHeader('Content-Disposition', isShown ? 'inline' : 'attachment');
    send(response, isShown ? file.contentType : 'application/octet-stream', file.data);
  };
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}

function send(response: ServerResponse, contentType: string, body: Uint8Array | string): void {
  response.writeHead(200, { ...HEADERS, 'Content-Type': contentType });
  response.end(body);
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(text);
}
