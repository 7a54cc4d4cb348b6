import type { Model } from '../src/services/coaching/model.ts';
import { check } from './checks/index.ts';
import { type Contestant, CONTESTANTS, NAMES, PROMPTS } from './contestants.ts';
import { describeFailure } from './failure.ts';
import type { Judge } from './judge/judge.ts';
import type { Answer, SituationResult } from './results.ts';
import type { Situation } from './situation.ts';

/** Requests that a situation takes if nothing fails: two answers, two comparisons. */
export const REQUESTS = 4;

interface Runner {
  model: Model;
  judge: Judge;
  historyMessages: number;
  concurrency: number;
  /** Ends the run with what it has. */
  signal: AbortSignal;
  /** Whose answer is judged first in the first order. */
  firstIn: (situation: Situation) => Contestant;
  /** Called when requests are done, also if they failed or are not needed any more. */
  onRequests: (count: number) => void;
  /** Called with what failed, in a line. */
  onProblem: (problem: string) => void;
  onTokens: (tokens: number) => void;
}

/** Works on the situations, so many at once. What it has is given back in their order, also after an interruption. */
export async function runAll(
  situations: readonly Situation[],
  runner: Runner,
): Promise<SituationResult[]> {
  const results = new Map<string, SituationResult>();
  const waiting = situations.values();
  const work = async (): Promise<void> => {
    for (const situation of waiting) {
      if (runner.signal.aborted) return;
      const result = await runOne(situation, runner);
      if (result) results.set(situation.id, result);
    }
  };
  const atOnce = Math.min(runner.concurrency, situations.length);
  await Promise.all(Array.from({ length: atOnce }, work));
  return situations.flatMap(({ id }) => results.get(id) ?? []);
}

/** @returns undefined if it was interrupted before there were answers */
async function runOne(situation: Situation, runner: Runner): Promise<SituationResult | undefined> {
  const { judge, signal, firstIn, onRequests, onProblem } = runner;
  const answers = {} as Record<Contestant, Answer>;
  for (const contestant of CONTESTANTS) {
    const answer = await answerOf(contestant, situation, runner);
    if (signal.aborted) return undefined;
    if (answer.error !== null)
      onProblem(`${situation.id}: no answer of ${NAMES[contestant]}: ${answer.error}`);
    answers[contestant] = answer;
    onRequests(1);
  }
  const result: SituationResult = { situation, answers, rulings: [] };
  if (CONTESTANTS.some((contestant) => answers[contestant].error !== null)) {
    onRequests(CONTESTANTS.length);
    return result;
  }
  const texts = { confidant: answers.confidant.text, baseline: answers.baseline.text };
  const first = firstIn(situation);
  for (const shown of [first, ...CONTESTANTS.filter((other) => other !== first)]) {
    if (signal.aborted) break;
    const ruling = await judge.compare(situation, texts, shown, signal);
    if (ruling.problem !== null && !signal.aborted)
      onProblem(`${situation.id}: not judged: ${ruling.problem}`);
    result.rulings.push(ruling);
    onRequests(1);
  }
  return result;
}

async function answerOf(
  contestant: Contestant,
  situation: Situation,
  { model, historyMessages, signal, onTokens }: Runner,
): Promise<Answer> {
  const prompt = PROMPTS[contestant](situation, historyMessages);
  const startedAt = performance.now();
  let text = '';
  let error: string | null = null;
  try {
    const stream = model.stream(prompt, {
      signal,
      onUsage: ({ promptTokens, completionTokens }) => onTokens(promptTokens + completionTokens),
    });
    for await (const piece of stream) text += piece;
  } catch (failure) {
    error = describeFailure(failure);
  }
  return {
    text,
    error,
    checks: error === null ? check({ text, situation, prompt }) : [],
    seconds: (performance.now() - startedAt) / 1000,
  };
}
