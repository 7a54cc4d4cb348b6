import { parseArgs } from 'node:util';
import { ArgumentError } from './program.ts';

/** What somebody asks for on the command line. */
export interface Arguments {
  demo: boolean;
  reset: boolean;
  help: boolean;
  host: string;
  /** 0: any free one. */
  port: number;
  modelUrl: string | undefined;
}

export const DEFAULT_PORT = 5180;

export const HELP = `The real bot on a Discord of its own, on this machine: no token, no key, no network.

  npm run playground                     open it as a page, with what was said the last time
  npm run playground -- --demo           play a short conversation in the terminal

  --port N         the page's port (${DEFAULT_PORT}; 0 takes any free one)
  --host H         the page's host (127.0.0.1)
  --model-url URL  a server that speaks the OpenAI API, such as http://localhost:11434/v1
  --reset          forget everything that was said before
  --help           show this

OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL choose a model, as for the bot itself; without any, samples answer.
`;

const OPTIONS = {
  demo: { type: 'boolean' },
  reset: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  host: { type: 'string' },
  port: { type: 'string' },
  'model-url': { type: 'string' },
} as const;

/** @throws {ArgumentError} */
export function readArguments(args: string[]): Arguments {
  const { values, tokens } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') throw new ArgumentError(`"${token.value}" is no option.`);
    if (token.kind === 'option') checkOption(token.name, token.rawName, token.value);
  }
  return {
    demo: values['demo'] === true,
    reset: values['reset'] === true,
    help: values['help'] === true,
    host: (values['host'] as string | undefined) ?? '127.0.0.1',
    port: portOf(values['port'] as string | undefined),
    modelUrl: modelUrlOf(values['model-url'] as string | undefined),
  };
}

function checkOption(name: string, written: string, value: string | undefined): void {
  if (!Object.hasOwn(OPTIONS, name)) throw new ArgumentError(`There is no option ${written}.`);
  const { type } = OPTIONS[name as keyof typeof OPTIONS];
  if (type === 'boolean' && value !== undefined) {
    throw new ArgumentError(`${written} takes no value.`);
  }
  if (type === 'string' && !value) throw new ArgumentError(`${written} needs a value.`);
}

function portOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new ArgumentError(`--port takes a number from 0 to 65535, not "${text}".`);
}

function modelUrlOf(text: string | undefined): string | undefined {
  if (text === undefined || /^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new ArgumentError(
    `--model-url takes an http or https address, such as http://localhost:11434/v1, not "${text}".`,
  );
}
