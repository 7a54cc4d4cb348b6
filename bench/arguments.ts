import { parseArgs } from 'node:util';
import { ArgumentError } from '../playground/program.ts';
import { isWhole, type Place, PLACES, STRATEGY_NAMES, type StrategyName } from './protocol.ts';
import type { Case } from './scenario.ts';

/** What somebody asks for on the command line. */
export interface Arguments {
  /** What is to be measured, in this order. */
  cases: Case[];
  /** All at the same time, which is quick and good enough to see that everything works. */
  atOnce: boolean;
  /** Whether the largest number of replies is searched for. */
  capacity: boolean;
  /** Whether the picture is drawn. */
  picture: boolean;
  /** Whether a requirement that does not hold is a failure. */
  check: boolean;
  /** Where the figures are written to. */
  json: string | undefined;
  help: boolean;
}

export const HELP = `How fresh replies are while they are being written, seen from a Discord on loopback with its limits on.

  npm run bench                     everything: the table, the largest number of replies at once, the picture
  npm run bench -- --quick          20 replies of 200 tokens, everything at the same time

  --replies N,…     so many replies at once (20,200,1000; in DMs 50, in one channel 5)
  --tokens N,…      answers of so many tokens (200,800)
  --strategy S,…    ${STRATEGY_NAMES.join(', ')}
  --place P,…       ${PLACES.join(', ')}
  --capacity        search for the largest number of replies at once
  --json FILE       write all figures to a file
  --check           exit with code 1 if a requirement does not hold
  --help            show this

With --replies, --tokens, --strategy or --place only that part is measured. The picture is drawn of a whole run.
`;

const OPTIONS = {
  quick: { type: 'boolean' },
  replies: { type: 'string' },
  tokens: { type: 'string' },
  strategy: { type: 'string' },
  place: { type: 'string' },
  capacity: { type: 'boolean' },
  json: { type: 'string' },
  check: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const REPLIES: Record<Place, readonly number[]> = {
  interaction: [20, 200, 1000],
  dm: [50],
  channel: [5],
};
const STRATEGIES: Record<Place, readonly StrategyName[]> = {
  interaction: STRATEGY_NAMES,
  dm: ['component', 'timer', 'bot', 'bot-plain'],
  channel: ['component', 'timer', 'bot'],
};
/** So many replies at once nearly fill a processor with the whole bot: more are measured where they are asked for. */
const WHOLE_MOST = 200;
const TOKENS = [200, 800];
const QUICK = { replies: [20], tokens: [200] };

/** @throws {ArgumentError} */
export function readArguments(args: string[]): Arguments {
  const values = parsed(args);
  const quick = values.quick === true;
  const replies = values.replies === undefined ? undefined : numbers('replies', values.replies);
  const tokens = values.tokens === undefined ? undefined : numbers('tokens', values.tokens);
  const wanted =
    values.strategy === undefined ? undefined : chosen('strategy', STRATEGY_NAMES, values.strategy);
  const places = values.place === undefined ? PLACES : chosen('place', PLACES, values.place);
  const isPart =
    quick ||
    [values.replies, values.tokens, values.strategy, values.place].some(
      (value) => value !== undefined,
    );
  const onlyCapacity = values.capacity === true && !isPart;
  const cases = places.flatMap((place) =>
    (replies ?? (quick ? QUICK.replies : REPLIES[place])).flatMap((count) =>
      (tokens ?? (quick ? QUICK.tokens : TOKENS)).flatMap((length) =>
        (wanted ?? STRATEGIES[place])
          .filter((strategy) => replies || count <= WHOLE_MOST || !isWhole(strategy))
          .map((strategy) => ({ place, strategy, replies: count, tokens: length })),
      ),
    ),
  );
  return {
    cases: onlyCapacity ? [] : cases,
    atOnce: quick,
    capacity: values.capacity === true || !isPart,
    picture: !isPart && !onlyCapacity,
    check: values.check === true,
    json: values.json,
    help: values.help === true,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new ArgumentError((error as Error).message, { cause: error });
  }
}

function numbers(option: string, text: string): number[] {
  return text.split(',').map((item) => {
    if (/^[1-9]\d{0,5}$/.test(item)) return Number(item);
    throw new ArgumentError(`--${option} takes whole numbers, not "${item}".`);
  });
}

function chosen<Name extends string>(option: string, names: readonly Name[], text: string): Name[] {
  return text.split(',').map((item) => {
    const name = names.find((candidate) => candidate === item);
    if (name === undefined)
      throw new ArgumentError(`--${option} takes ${names.join(', ')}, not "${item}".`);
    return name;
  });
}
