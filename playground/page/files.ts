import type { SentFile } from '../server/requests.ts';

/** What Discord takes without Nitro. */
const MAX_BYTES = 10 * 1024 * 1024;

/** Reads files as they are sent to the server; refuses what is too large, as Discord does. */
export async function readFiles(files: readonly File[]): Promise<SentFile[]> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > MAX_BYTES) throw new Error('Your files are too powerful! The limit is 10 MB.');
  return Promise.all(files.map(readFile));
}

async function readFile(file: File): Promise<SentFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const contentType = file.type || 'application/octet-stream';
  return { name: file.name, contentType, data: bytes.toBase64() };
}

/** Whether the browser can show it. */
export const isPicture = (type: string): boolean => /^image\/(png|jpeg|gif|webp|avif)$/.test(type);

/** Lets the person choose files from their disk; resolves with none if they do not. */
export function chooseFiles({ several }: { several: boolean }): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = several;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
