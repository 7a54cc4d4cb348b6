import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

type Reply = (response: ServerResponse) => void;

/** The provider's moderation: finds what a test wants it to find, when the test wants it. */
export class Examiner {
  /** The requests, oldest first. */
  readonly bodies: { model: string; input: string }[] = [];
  #reply: Reply = verdict([]);
  #until: Promise<void> = Promise.resolve();
  #asked = Promise.withResolvers<void>();

  /** What it was given to examine, oldest first. */
  get inputs(): string[] {
    return this.bodies.map(({ input }) => input);
  }

  /** These categories from now on; none without. */
  finds(...categories: string[]): void {
    this.#reply = verdict(categories);
  }

  /** Refuses with a status from now on. */
  refuses(status: number): void {
    this.#reply = answer(status, { error: { message: 'refused' } });
  }

  /** Answers with something else than a verdict from now on. */
  says(body: unknown): void {
    this.#reply = answer(200, body);
  }

  /** Cuts every connection from now on. */
  cuts(): void {
    this.#reply = (response) => response.destroy();
  }

  /** Begins its answers from now on and never ends them. */
  stalls(): void {
    this.#reply = (response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"results":');
    };
  }

  /** Answers nothing from now on. */
  isSilent(): void {
    this.waits();
  }

  /** Answers nothing until what it returns is called. */
  waits(): () => void {
    const gate = Promise.withResolvers<void>();
    this.#until = gate.promise;
    return gate.resolve;
  }

  /** Resolves when it has been asked since this was called last. */
  async asked(): Promise<void> {
    await this.#asked.promise;
    this.#asked = Promise.withResolvers();
  }

  /** Forgets that it has been asked so far. */
  forget(): void {
    this.bodies.length = 0;
    this.#asked = Promise.withResolvers();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.bodies.push((await json(request)) as { model: string; input: string });
    this.#asked.resolve();
    const reply = this.#reply;
    await Promise.race([this.#until, once(response, 'close')]);
    if (!response.destroyed) reply(response);
  }
}

const ALL = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/instructions',
  'self-harm/intent',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
];

function answer(status: number, body: unknown): Reply {
  return (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

const verdict = (found: readonly string[]): Reply =>
  answer(200, {
    id: 'modr-test',
    model: 'omni-moderation-latest',
    results: [
      {
        flagged: found.length > 0,
        categories: Object.fromEntries(ALL.map((name) => [name, found.includes(name)])),
        category_scores: Object.fromEntries(
          ALL.map((name) => [name, Number(found.includes(name))]),
        ),
      },
    ],
  });
