import { parseArgs } from 'node:util';
import { ArgumentError } from '../../playground/program.ts';

/** What a soak is asked to be. */
export interface Soak {
  help: boolean;
  minutes: number;
  people: number;
  store: 'sqlite' | 'mongodb';
  /** What chance is made of: the same seed gives the same people, faults and answers. */
  seed: number;
  /** Whether what people say is encrypted in the database. */
  encrypt: boolean;
  /** Whether the bot is killed and started again. */
  kills: boolean;
  /** The file in which everything is noted that may explain a problem. */
  journal?: string;
}

export const HELP = `npm run soak -- [options]

Many people use the real bot on a loopback Discord while everything around it fails; then what they see is compared
with what is stored.

  --minutes N     how long, 30 without
  --people N      how many, 200 without
  --store NAME    sqlite, which is usual, or mongodb: the server that MONGODB_TEST_URI names
  --seed N        replays a run, as far as time allows
  --encrypt       encrypts what people say in the database
  --journal FILE  notes what failed, what the bot logged and every request, to explain a problem with
  --no-kills      never kills the bot; it is killed in the first third of the time alone
  --help

Ends with exit code 0 if everything held, 1 if anything was lost or did not hold, 2 if an option was not understood.
`;

export function readArguments(argv: readonly string[]): Soak {
  const values = parse(argv);
  const { store = 'sqlite' } = values;
  if (store !== 'sqlite' && store !== 'mongodb') {
    throw new ArgumentError('--store is sqlite or mongodb.');
  }
  return {
    help: values.help ?? false,
    minutes: positive('minutes', values.minutes ?? '30'),
    people: Math.ceil(positive('people', values.people ?? '200')),
    store,
    seed: values.seed === undefined ? Date.now() % 1_000_000 : positive('seed', values.seed),
    encrypt: values.encrypt ?? false,
    kills: !values['no-kills'],
    ...(values.journal !== undefined && { journal: values.journal }),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        minutes: { type: 'string' },
        people: { type: 'string' },
        store: { type: 'string' },
        seed: { type: 'string' },
        encrypt: { type: 'boolean' },
        journal: { type: 'string' },
        'no-kills': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new ArgumentError(error instanceof Error ? `${error.message}.` : '');
  }
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new ArgumentError(`--${name} is a number above 0.`);
  return number;
}
