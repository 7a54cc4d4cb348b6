import { once } from 'node:events';
import { createServer } from 'node:net';
import { onStopSignals } from '../src/stopSignals.ts';
import type { Arguments } from './arguments.ts';
import type { House, HouseOptions } from './house.ts';

type OpenOptions = Pick<Arguments, 'host' | 'port'> & HouseOptions;

/** Opens the playground as a page, until it is asked to end. What is in the way is said in a sentence. */
export async function open({ host, port, ...options }: OpenOptions): Promise<void> {
  try {
    await checkPort(host, port);
    const [{ House: TheHouse }, { servePage }] = await Promise.all([
      import('./house.ts'),
      import('./server/index.ts'),
    ]);
    const house = await TheHouse.begin(options);
    // The page is made ready while the bot starts.
    const [page] = await Promise.all([servePage({ house, host, port }), house.ready()]);
    endOnSignal(house, page);
    process.stdout.write(greeting(page.url, house, options));
    if (!isLoopback(host)) process.stderr.write(warning(host));
  } catch (error) {
    // The bot, if it runs already, ends with this process.
    process.stderr.write(`${sentenceOf(error as NodeJS.ErrnoException, host, port)}\n`);
    process.exit(1);
  }
}

/** Whether the page can be served there is known before anything else is begun. */
async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer().listen(port, host);
  await once(probe, 'listening');
  const closed = once(probe, 'close');
  probe.close();
  await closed;
}

function sentenceOf({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken, perhaps by another playground. Choose another one: npm run playground -- --port ${port + 1} (0 takes any free one).`;
    case 'EACCES':
      return `Port ${port} may not be used. Choose another one: npm run playground -- --port 5180 (0 takes any free one).`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `"${host}" is no address of this machine. Leave --host out for 127.0.0.1.`;
    default:
      return message;
  }
}

function greeting(url: string, { model, cast }: House, { folder, modelUrl, env }: HouseOptions) {
  const people = cast.people.map(({ displayName }) => displayName).join(' or ');
  const channels = cast.channels.map(({ name }) => `#${name}`).join(' and ');
  const answering = model.isSample
    ? 'samples; for a real model set OPENAI_API_KEY, or --model-url'
    : modelUrl || env['OPENAI_BASE_URL'] || 'OpenAI';
  return `
  Confidant's playground   ${url}

  You are      ${people}, as you like: in "${cast.guild.name}" (${channels}), or alone with the bot
  Answers      ${answering}
  Kept in      ${folder} (--reset forgets it)
  Stop with    Ctrl+C

`;
}

const warning = (host: string): string =>
  `Careful: on ${host}, everybody who reaches this machine can read and write everything here.\n`;

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** The first signal ends everything in order, the second at once. */
function endOnSignal(house: House, page: { close: () => Promise<void> }): void {
  const end = async (): Promise<void> => {
    process.stdout.write('\nStopping: the bot ends its work. Ctrl+C once more stops it at once.\n');
    await page.close();
    await house.close();
    process.stdout.write('Stopped.\n');
    process.exit(0);
  };
  const endAtOnce = async (): Promise<void> => {
    await house.bot.kill();
    process.exit(130);
  };
  onStopSignals(['SIGINT', 'SIGTERM', 'SIGHUP'], {
    first: () => void end(),
    again: () => void endAtOnce(),
  });
}
