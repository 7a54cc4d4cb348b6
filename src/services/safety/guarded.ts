import { ANEW, type Piece } from '../reply/piece.ts';
import type { Concerns } from './moderation.ts';

const NOTHING: Concerns = new Set();

/** An answer, and what decides whether it may be shown. */
interface Guarding {
  /** What is behind the question; never rejects, and comes soon. */
  examined: Promise<Concerns>;
  /** Ends it all. */
  signal: AbortSignal;
  /** Has the model write, with care once something was found. */
  write: (signal: AbortSignal, concerns?: Concerns) => AsyncGenerator<Piece, void, undefined>;
  /** What is said first where something was found. */
  opening: (concerns: Concerns) => Promise<string>;
  /** Called where something was found; nothing is said before it resolves. Never rejects. */
  onFound: (concerns: Concerns) => Promise<void>;
}

/**
 * What the model writes, held back until it is known what is behind the question. If nothing is, not a word was lost,
 * nor any time. Otherwise nobody is shown a word of it: the opening comes first, and then, unless it is a refusal or says
 * what is not played, what the model writes with care.
 */
export async function* guarded({
  examined,
  signal,
  write,
  opening,
  onFound,
}: Guarding): AsyncGenerator<Piece, void, undefined> {
  const unwanted = new AbortController();
  const text = write(AbortSignal.any([signal, unwanted.signal]));
  // The model is asked now, not when somebody reads. How it fails is of interest only if it is read.
  const first = text.next();
  first.catch(() => undefined);
  const concerns = await examined;
  if (concerns.size === 0 && !signal.aborted) {
    yield* resumed(first, text);
    return;
  }
  unwanted.abort();
  text.return().catch(() => undefined);
  if (concerns.size === 0) return;
  await onFound(concerns);
  const said = await opening(concerns);
  yield said;
  if (isAllSaid(concerns) || signal.aborted) return;
  let isFirst = true;
  for await (const piece of write(signal, concerns)) {
    if (piece === ANEW) {
      // What was said first stays.
      yield ANEW;
      yield said;
    } else yield isFirst ? `\n\n${piece}` : piece;
    isFirst = piece === ANEW;
  }
}

const isAllSaid = (concerns: Concerns): boolean =>
  concerns.has('minors') || [...concerns].every((one) => one === 'sexual');

/** A refusal that was decided before: what it says first is all that it says, whatever is found besides. */
export async function* refusal({
  examined,
  signal,
  opening,
  onRefused,
}: Pick<Guarding, 'signal' | 'opening'> & {
  examined: Promise<Concerns> | undefined;
  onRefused: () => Promise<void>;
}): AsyncGenerator<string, void, undefined> {
  const found = (await examined) ?? NOTHING;
  if (signal.aborted && found.size === 0) return;
  await onRefused();
  yield await opening(new Set([...found, 'minors']));
}

/** A text whose first piece has been asked for already. */
async function* resumed(
  first: Promise<IteratorResult<Piece, void>>,
  rest: AsyncGenerator<Piece, void, undefined>,
): AsyncGenerator<Piece, void, undefined> {
  try {
    for (let next = await first; next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return();
  }
}
