import type { IncomingMessage } from 'node:http';
import { DiscordError, errors } from '../errors.ts';

/** A file that came with a request, as `files[n]`. */
export interface UploadedFile {
  /** The n of `files[n]`. */
  key: string;
  name: string;
  contentType: string;
  data: Uint8Array;
}

export interface ParsedBody {
  body: unknown;
  files: readonly UploadedFile[];
}

/** Everything the client sends after the headers. */
export const readAll = (request: IncomingMessage): Promise<Buffer> => {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
  request.on('error', reject);
  return promise;
};

/** JSON, or a form with `payload_json` and files. An empty body is undefined. */
export const parseBody = async (bytes: Buffer, contentType: string): Promise<ParsedBody> => {
  if (contentType.startsWith('multipart/form-data')) return parseForm(bytes, contentType);
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!contentType.startsWith('application/json')) {
    throw new DiscordError(400, 50_035, 'Invalid Form Body', {
      _errors: [
        {
          code: 'CONTENT_TYPE_INVALID',
          message: `Expected "Content-Type" header to be one of {'application/json', 'multipart/form-data'}.`,
        },
      ],
    });
  }
  return { body: parseJson(bytes.toString()), files: [] };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw errors.invalidJson();
  }
};

const parseForm = async (bytes: Buffer, contentType: string): Promise<ParsedBody> => {
  const response = new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': contentType },
  });
  const form = await response.formData().catch(() => {
    throw errors.invalidJson();
  });
  const files: Promise<UploadedFile>[] = [];
  for (const [key, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(key)?.[1];
    if (index === undefined || typeof value === 'string') continue;
    files.push(uploaded(index, value));
  }
  const payload = form.get('payload_json');
  return {
    body: typeof payload === 'string' ? parseJson(payload) : {},
    files: await Promise.all(files),
  };
};

const uploaded = async (key: string, file: File): Promise<UploadedFile> => ({
  key,
  name: file.name,
  contentType: file.type || 'application/octet-stream',
  data: new Uint8Array(await file.arrayBuffer()),
});
