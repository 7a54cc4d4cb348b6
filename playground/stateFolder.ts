import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LoopbackDiscord, parseSnapshot, type Snapshot } from './discord/index.ts';

/** How long changes are gathered before they are written, in milliseconds: an answer changes with every word. */
const GATHER_MS = 300;

/** Holds the id of the process that uses the folder. */
const LOCK = 'lock';

/** Somebody else uses the folder. */
export class FolderInUse extends Error {}

/** The folder in which a Discord is kept: `discord.json`, and its files each by itself. */
export class StateFolder {
  readonly #path: string;
  #discord: LoopbackDiscord | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** The saves so far, one after the other. */
  #saving: Promise<void> = Promise.resolve();
  #hasFailed = false;

  private constructor(path: string) {
    this.#path = path;
  }

  /**
   * Takes the folder, and makes it if need be.
   * @throws {FolderInUse} when another living process has it
   */
  static async open(path: string): Promise<StateFolder> {
    const folder = new StateFolder(path);
    await mkdir(path, { recursive: true, mode: 0o700 });
    await folder.#lock();
    return folder;
  }

  /** Forgets everything, the bot's database included. */
  async clear(): Promise<void> {
    for (const name of await readdir(this.#path)) {
      if (name !== LOCK) await rm(join(this.#path, name), { recursive: true, force: true });
    }
  }

  /** What was kept, if anything. What cannot be read is set aside, and said so on stderr. */
  async read(): Promise<Snapshot | undefined> {
    const text = await readFile(this.#state, 'utf8').catch(absent);
    if (text === undefined) return undefined;
    try {
      const state = JSON.parse(text) as { files?: { id: string }[] };
      const files = await Promise.all((state.files ?? []).map((file) => this.#withData(file)));
      return parseSnapshot({ ...state, files: files.flat() });
    } catch {
      const aside = `${this.#state}.${Date.now()}.unreadable`;
      await rename(this.#state, aside);
      process.stderr.write(
        `The saved conversation cannot be read: it is damaged, or of another version. It was set aside as ${aside}, and a new one begins.\n`,
      );
      return undefined;
    }
  }

  /** Keeps this Discord from now on: soon after each change, and when the folder is closed. */
  keep(discord: LoopbackDiscord): void {
    this.#discord = discord;
    discord.on('change', this.#changed);
  }

  /** Writes what there is, and leaves the folder to others. */
  async close(): Promise<void> {
    this.#discord?.off('change', this.#changed);
    clearTimeout(this.#timer);
    if (this.#discord) this.#save(this.#discord);
    await this.#saving;
    await rm(this.#lockFile, { force: true });
  }

  get #state(): string {
    return join(this.#path, 'discord.json');
  }

  get #lockFile(): string {
    return join(this.#path, LOCK);
  }

  readonly #changed = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#discord) this.#save(this.#discord);
    }, GATHER_MS);
  };

  #save(discord: LoopbackDiscord): void {
    this.#saving = this.#saving.then(() => this.#write(discord.snapshot()));
  }

  async #write({ files, ...state }: Snapshot): Promise<void> {
    try {
      await mkdir(join(this.#path, 'files'), { recursive: true });
      // A file never changes: it is written once.
      const unwritten = files.filter(({ id }) => !existsSync(this.#file(id)));
      await Promise.all(unwritten.map(({ id, data }) => this.#replace(this.#file(id), data)));
      const listed = files.map(({ id, contentType }) => ({ id, contentType }));
      await this.#replace(this.#state, JSON.stringify({ ...state, files: listed }));
      this.#hasFailed = false;
    } catch (error) {
      if (!this.#hasFailed)
        process.stderr.write(`The conversation cannot be saved: ${String(error)}\n`);
      this.#hasFailed = true;
    }
  }

  /** Either the old content or the new one is there, whenever the process ends. */
  async #replace(path: string, content: string | Uint8Array): Promise<void> {
    await writeFile(`${path}.new`, content, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  #file(id: string): string {
    return join(this.#path, 'files', id);
  }

  /** The file with its bytes; nothing if they are lost. */
  async #withData(file: { id: string }): Promise<object[]> {
    if (!/^\d+$/.test(file.id)) return [];
    const data = await readFile(this.#file(file.id)).catch(absent);
    return data === undefined ? [] : [{ ...file, data }];
  }

  async #lock(): Promise<void> {
    const holder = Number(await readFile(this.#lockFile, 'utf8').catch(absent));
    if (holder && holder !== process.pid && isAlive(holder)) {
      throw new FolderInUse(
        `Another playground (process ${holder}) uses ${this.#path}: stop it first. If there is none, delete ${this.#lockFile}.`,
      );
    }
    await writeFile(this.#lockFile, String(process.pid));
  }
}

/** For a file that may be missing. */
function absent(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
