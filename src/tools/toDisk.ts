import { closeSync, fsyncSync, openSync, statSync } from 'node:fs';

/** Sees to it that a file's content, or a folder's names, outlast a power failure. */
export function toDisk(path: string): void {
  const isFolder = statSync(path).isDirectory();
  try {
    const descriptor = openSync(path, isFolder ? 'r' : 'r+');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    // Not every system can do that with folders.
    if (!isFolder) throw error;
  }
}
