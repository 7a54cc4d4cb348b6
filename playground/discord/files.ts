import { imageSize } from './imageSize.ts';
import type { Attachment } from './message.ts';

/** What Discord takes of a person without Nitro and of a bot, in bytes a file. */
export const UPLOAD_LIMIT = 10 * 1024 * 1024;
/** How many files a message takes. */
export const MAX_FILES = 10;

/** A file that a person chooses, to go with a message or into a command's option. */
export interface ChosenFile {
  name: string;
  data: Uint8Array | string;
  /** Without, what the end of its name says. */
  contentType?: string;
}

/** A file as it is served. */
export interface KeptFile {
  data: Uint8Array;
  contentType: string;
}

export const keptFile = ({ name, data, contentType }: ChosenFile): KeptFile => ({
  data: typeof data === 'string' ? Buffer.from(data) : data,
  contentType: contentType ?? typeByName(name),
});

/** The attachment that a kept file is, with its address in `folder`. */
export const describeFile = (
  filename: string,
  { data, contentType }: KeptFile,
  { id, folder }: { id: string; folder: string },
): Attachment => {
  const url = `${folder}/${id}/${encodeURIComponent(filename)}`;
  return {
    id,
    filename,
    size: data.byteLength,
    url,
    proxy_url: url,
    content_type: contentType,
    ...imageSize(data),
  };
};

/** Why Discord's client would not upload the file. */
export const uploadProblem = ({ data }: ChosenFile, limit: number): string | undefined => {
  const size = Buffer.byteLength(data);
  const megabytes = Math.round(limit / 1024 / 1024);
  return size > limit ? `is too powerful: max. ${megabytes} MB` : undefined;
};

const typeByName = (name: string): string =>
  TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain; charset=utf-8',
};
