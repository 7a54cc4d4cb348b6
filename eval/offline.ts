import { LLMock } from '@copilotkit/aimock';
import { Random } from '../bench/soak/random.ts';
import { OfflineCoach } from '../playground/coach/offlineCoach.ts';
import type { ModelOptions } from '../src/services/coaching/model.ts';
import type { Ballot } from './judge/ballot.ts';
import { CRITERIA, type Criterion } from './judge/criteria.ts';

const SPEED = { firstWordsMs: 0, tokensPerSecond: 100_000 };
/** How often the dice judge writes what is no ballot, so that this is seen, too. */
const NONSENSE = 0.1;

/** A coach and a judge for when there is no model: samples and dice. */
export class Offline {
  readonly #coach = new OfflineCoach();
  readonly #judge = new LLMock({ port: 0, host: '127.0.0.1' });

  static async start(seed: number): Promise<Offline> {
    const offline = new Offline();
    const dice = new Random(seed);
    offline.#judge.on({ endpoint: 'chat' }, () => ({
      content: dice.chance(NONSENSE) ? 'The dice fell off the table.' : thrown(dice),
    }));
    await Promise.all([offline.#coach.start(SPEED), offline.#judge.start()]);
    return offline;
  }

  get answering(): ModelOptions {
    return { apiKey: 'none', baseUrl: this.#coach.baseUrl, name: 'samples' };
  }

  get judging(): ModelOptions {
    return { apiKey: 'none', baseUrl: `${this.#judge.url}/v1`, name: 'dice' };
  }

  async stop(): Promise<void> {
    await Promise.all([this.#coach.stop(), this.#judge.stop()]);
  }
}

/** A ballot by chance. */
function thrown(dice: Random): string {
  const assessment = (): Ballot['A'] => ({
    reason: 'Dice were thrown: nobody has read this answer.',
    met: dice.chance(0.5) ? [1] : [],
    broken: dice.chance(0.1) ? [1] : [],
    scores: Object.fromEntries(
      CRITERIA.map((name) => [name, Math.floor(dice.between(1, 6))]),
    ) as Record<Criterion, number>,
  });
  const ballot: Ballot = {
    A: assessment(),
    B: assessment(),
    why: 'Dice decided.',
    better: dice.pick([
      [2, 'A'],
      [2, 'B'],
      [1, 'tie'],
    ]),
  };
  return JSON.stringify(ballot);
}
