import { parseArgs } from 'node:util';
import { ArgumentError } from '../playground/program.ts';

/** What somebody asks for on the command line. */
export interface Arguments {
  /** The situations by id; all of them if undefined. */
  only: string[] | undefined;
  /** How many situations at most. */
  limit: number | undefined;
  /** How many situations are worked on at once; each has one request under way. */
  concurrency: number;
  /** What chance is made of: which situations a limit takes, and which answer is judged first. */
  seed: number;
  /** The judge's model. */
  judge: string | undefined;
  /** Samples answer and dice judge. */
  offline: boolean;
  json: string | undefined;
  html: string | undefined;
  help: boolean;
}

const CONCURRENCY = 4;
const SEED = 1;

export const HELP = `How good the coach's answers are: the situations in eval/situations, answered with Confidant's prompt and with a plain
one, compared blind by a model, in both orders, by the rubric in eval/rubric.md.

  npm run eval -- --html report.html     all situations, with a report to read
  npm run eval -- --limit 5              five of them
  npm run eval -- --offline              samples answer and dice judge: shows that everything works, judges nothing

  --only ID,…       these situations alone
  --limit N         so many situations, chosen by chance
  --judge MODEL     the model that judges (EVAL_JUDGE_MODEL; the one that answers)
  --concurrency N   requests at once (${CONCURRENCY})
  --seed N          what --limit chooses and which answer is judged first (${SEED})
  --json FILE       write everything to a file
  --html FILE       write the report, one page with nothing beside it
  --offline         without any model
  --help            show this

OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL and HISTORY_MESSAGES are read from the environment and from .env, as by the
bot. EVAL_JUDGE_BASE_URL and EVAL_JUDGE_API_KEY name another server for the judge. Ctrl+C ends a run with what it has.
`;

/** @throws {ArgumentError} */
export function readArguments(argv: readonly string[]): Arguments {
  const values = parse(argv);
  return {
    only: values.only?.split(',').map((id) => id.trim()),
    limit: values.limit === undefined ? undefined : whole('limit', values.limit, 1),
    concurrency:
      values.concurrency === undefined ? CONCURRENCY : whole('concurrency', values.concurrency, 1),
    seed: values.seed === undefined ? SEED : whole('seed', values.seed, 0),
    judge: values.judge,
    offline: values.offline ?? false,
    json: values.json,
    html: values.html,
    help: values.help ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        only: { type: 'string' },
        limit: { type: 'string' },
        judge: { type: 'string' },
        concurrency: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'string' },
        html: { type: 'string' },
        offline: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const empty = Object.entries(values).find(([, value]) => value === '');
    if (empty) throw new Error(`--${empty[0]} needs a value`);
    return values;
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new ArgumentError(`${message?.replace(/\.$/, '')}.`, { cause: error });
  }
}

function whole(option: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new ArgumentError(`--${option} takes a whole number from ${least} on, not "${text}".`);
}
