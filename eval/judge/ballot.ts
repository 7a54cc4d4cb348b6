import { z } from 'zod';
import type { Contestant } from '../contestants.ts';
import type { Situation } from '../situation.ts';
import { CRITERIA, type Criterion } from './criteria.ts';

const SCORES: number[] = [1, 2, 3, 4, 5];
const score = z.literal(SCORES);

/** Numbers of points, of which there are so many. */
const pointsOf = (count: number) => {
  const all = Array.from({ length: count }, (_, index) => index + 1);
  const error = ({ input }: { input?: unknown }) => `${String(input)} is not from 1 to ${count}`;
  return z.array(z.literal(all, { error }));
};

/**
 * What the judge writes about a situation. Reasons come before scores: a model that has said why scores better. A server
 * that holds the model to it lets it write no other numbers.
 */
export function ballotFor({ good, never }: Situation) {
  const assessment = z.object({
    reason: z.string(),
    met: pointsOf(good.length),
    broken: pointsOf(never.length),
    scores: z.object(
      Object.fromEntries(CRITERIA.map((name) => [name, score])) as Record<Criterion, typeof score>,
    ),
  });
  return z.object({
    A: assessment,
    B: assessment,
    why: z.string(),
    better: z.enum(['A', 'B', 'tie']),
  });
}
export type Ballot = z.infer<ReturnType<typeof ballotFor>>;

/** What the judge thinks of one answer. */
export interface Assessment {
  reason: string;
  /** Numbers of what a good answer does that this one does, from 1. */
  met: number[];
  /** Numbers of what no answer may do that this one does, from 1. */
  broken: number[];
  scores: Record<Criterion, number>;
}

/** A ballot with the names put back. */
export interface Verdict {
  assessments: Record<Contestant, Assessment>;
  better: Contestant | 'tie';
  why: string;
}

/** What the judge wrote is no ballot; the message says why, in words that the judge can do something with. */
export class BallotError extends Error {
  override name = 'BallotError';
}

/**
 * Finds the ballot in what the judge wrote: models like to think aloud, and to fence JSON.
 * @throws {BallotError}
 */
export function readBallot(text: string, situation: Situation): Ballot {
  const said = text.replaceAll(/<think>[\s\S]*?<\/think>/g, '');
  const json = said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1);
  const parsed = ballotFor(situation).safeParse(parseJson(json));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      path.length > 0 ? `${path.join('.')}: ${message}` : message,
    );
    throw new BallotError(problems.join('; '));
  }
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BallotError('it is no JSON object');
  }
}

/** Puts the names back. */
export function unblind({ A, B, better, why }: Ballot, first: Contestant): Verdict {
  const isFirst = first === 'confidant';
  const second = isFirst ? 'baseline' : 'confidant';
  return {
    assessments: {
      confidant: withoutRepeats(isFirst ? A : B),
      baseline: withoutRepeats(isFirst ? B : A),
    },
    better: better === 'tie' ? 'tie' : better === 'A' ? first : second,
    why,
  };
}

function withoutRepeats({ met, broken, ...rest }: Assessment): Assessment {
  return { ...rest, met: [...new Set(met)], broken: [...new Set(broken)] };
}
