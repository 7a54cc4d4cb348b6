import { setTimeout } from 'node:timers/promises';
import { expect, type TestContext } from 'vitest';
import {
  type Interaction,
  type Limits,
  LoopbackDiscord,
  type RequestRecord,
} from '../../playground/discord/index.ts';
import {
  createInteractionRest,
  InteractionSurface,
} from '../../src/services/reply/interactionSurface.ts';
import type { Surface } from '../../src/services/reply/surface.ts';
import { withoutCursor } from './confidant.ts';
import { ProgressiveReply } from '../../src/services/reply/progressiveReply.ts';

/** A text that a test writes piece by piece. */
export class Pen {
  text = '';
  readonly #pieces: string[] = [];
  #ended = false;
  #changed = Promise.withResolvers<void>();

  write(piece: string): void {
    this.text += piece;
    this.#pieces.push(piece);
    this.#changed.resolve();
  }

  end(): void {
    this.#ended = true;
    this.#changed.resolve();
  }

  /** Writes a word every 20 ms for so long. */
  async writeFor(ms: number): Promise<void> {
    const until = performance.now() + ms;
    for (let n = 0; performance.now() < until; n += 1) {
      this.write(`word${n} `);
      await setTimeout(20);
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string, void, undefined> {
    for (;;) {
      this.#changed = Promise.withResolvers();
      yield* this.#pieces.splice(0);
      if (this.#ended) return;
      await this.#changed.promise;
    }
  }
}

/** A reply on a Discord of its own, to a question that is acknowledged. */
export interface Page {
  discord: LoopbackDiscord;
  asked: Interaction;
  reply: ProgressiveReply;
  /** Every edit of the reply, in order. */
  edits: RequestRecord[];
}

interface PageOptions {
  expiresInMs?: number;
  first?: 'original' | 'followUp';
  /** How long a request may take. */
  timeoutMs?: number;
}

/** Opens a page that is put away when its test has finished. */
export async function openPage(
  test: TestContext,
  limits: Partial<Limits> = {},
  { expiresInMs, first, timeoutMs }: PageOptions = {},
): Promise<Page> {
  const discord = await LoopbackDiscord.start({ limits });
  test.onTestFinished(async () => {
    await discord.stop();
    expect(discord.errors).toEqual([]);
  });
  const channel = discord.createGuild({ name: 'Home' }).createTextChannel({ name: 'general' });
  const person = discord.createPerson({ username: 'ada' });
  discord.commands.replaceAll(undefined, [{ name: 'ask', description: 'Ask' }]);
  const asked = await person.runCommand('ask', {}, channel);
  const { id, token } = asked;
  const { apiUrl, applicationId } = discord;
  const handle = { id, token, applicationId };
  const rest = createInteractionRest(apiUrl);
  if (timeoutMs) rest.options.timeout = timeoutMs;
  const surface = new InteractionSurface(rest, handle, 'ephemeral', first);
  await surface.defer();
  // Otherwise Discord would take what is to be a follow-up for the original response.
  if (first === 'followUp') {
    await new InteractionSurface(rest, handle, 'ephemeral').show(0, { content: 'Done.' });
  }
  const edits: RequestRecord[] = [];
  discord.on('request', (record) => {
    if (record.method === 'PATCH') edits.push(record);
  });
  const place: Surface = {
    maxParts: surface.maxParts,
    expiresAt: expiresInMs === undefined ? surface.expiresAt : performance.now() + expiresInMs,
    beginsUntraced: surface.beginsUntraced,
    show: (part, body) => surface.show(part, body),
    look: (part) => surface.look(part),
    takeBack: (part) => surface.takeBack(part),
  };
  return { discord, asked, reply: new ProgressiveReply(place), edits };
}

/** What the reply has said, one content after the other, the same one once. */
export function said({ asked }: Page): string[] {
  const contents = (asked.original?.history ?? []).map(({ content }) => withoutCursor(content));
  return contents.filter((content, index) => content !== contents[index - 1]);
}

/** Whether two edits were ever on their way at the same time. */
export const overlap = (edits: readonly RequestRecord[]): boolean =>
  edits.some(({ at }, index) => {
    const before = edits[index - 1];
    return before !== undefined && before.at + before.durationMs > at;
  });
