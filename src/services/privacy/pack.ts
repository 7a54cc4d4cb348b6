import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { PersonalData } from './personalData.ts';

/** A file to be sent. */
export interface PackedFile {
  name: string;
  content: Buffer;
}

const compress = promisify(gzip);

/**
 * Everything as files of at most so many bytes each: one of JSON where that fits, else compressed ones, of which each can
 * be read by itself. Nothing is left out, however many it takes.
 */
export async function pack(data: PersonalData, maxBytes: number): Promise<PackedFile[]> {
  const stem = `confidant-${data.exportedAt.toISOString().slice(0, 10)}`;
  const json = toJson(data);
  const content = Buffer.from(json);
  if (content.byteLength <= maxBytes) return [{ name: `${stem}.json`, content }];
  const parts = await compressed(data, maxBytes, json);
  return parts.map((part, index) => ({
    name: parts.length === 1 ? `${stem}.json.gz` : `${stem}-${index + 1}.json.gz`,
    content: part,
  }));
}

/** Halves the conversation until each part fits. */
async function compressed(
  data: PersonalData,
  maxBytes: number,
  json = toJson(data),
): Promise<Buffer[]> {
  const content = await compress(json);
  const { conversation } = data;
  if (content.byteLength <= maxBytes || conversation.length < 2) return [content];
  const middle = Math.ceil(conversation.length / 2);
  return [
    ...(await compressed({ ...data, conversation: conversation.slice(0, middle) }, maxBytes)),
    ...(await compressed({ ...data, conversation: conversation.slice(middle) }, maxBytes)),
  ];
}

function toJson({ conversation, about, ...head }: PersonalData): string {
  const json = JSON.stringify({ ...head, ...about, conversation: [] }, null, 2);
  if (conversation.length === 0) return `${json}\n`;
  // No line feed of JSON is a part of somebody's words; other line breaks may be.
  const turns = conversation.map((turn) => turn.replaceAll('\n', '\n    ')).join(',\n    ');
  return `${json.slice(0, json.lastIndexOf('[]'))}[\n    ${turns}\n  ]\n}\n`;
}
