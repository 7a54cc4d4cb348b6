/** The bot of the benchmark: a real discord.js client that answers each question with a text that comes by the clock. */
import { Client, Events, GatewayIntentBits, Partials } from 'discord.js';
import { sharedNow } from './clock.ts';
import type { BotSettings, Message, Order, Report } from './protocol.ts';
import { strategies } from './strategies/index.ts';
import { THINKING_MS, TokenSource } from './tokenSource.ts';
import { UsageMeter } from './usage.ts';
import { tokenAt } from './words.ts';

/** Answers to the questions of one measurement. */
class Run {
  readonly #source = new TokenSource();
  readonly #meter = new UsageMeter();
  readonly #firstTokenAt: Record<string, number> = {};
  readonly #failures: string[] = [];
  readonly #tokens: readonly string[];
  #unanswered: number;

  constructor({ replies, tokens }: { replies: number; tokens: number }) {
    this.#unanswered = replies;
    this.#tokens = Array.from({ length: tokens }, (_, index) => tokenAt(index));
  }

  /** Answers the question of this person. True if it was the last one of the run. */
  async answer(
    asker: string,
    write: (text: AsyncIterable<string>) => Promise<void>,
  ): Promise<boolean> {
    const firstAt = sharedNow() + THINKING_MS;
    this.#firstTokenAt[asker] = firstAt;
    try {
      await write(this.#source.write(this.#tokens, firstAt));
    } catch (error) {
      this.#failures.push(String(error));
    }
    this.#unanswered -= 1;
    return this.#unanswered === 0;
  }

  end(): Report {
    return {
      usage: this.#meter.stop(),
      firstTokenAt: this.#firstTokenAt,
      failures: this.#failures,
    };
  }
}

const MESSAGES = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
];

const settings = JSON.parse(process.argv[2] ?? '') as BotSettings;
const isCommand = settings.place === 'interaction';
const client = new Client({
  intents: isCommand ? [GatewayIntentBits.Guilds] : MESSAGES,
  partials: isCommand ? [] : [Partials.Channel],
  rest: { api: settings.apiUrl },
});
const strategy = strategies[settings.strategy](client, settings);
let run: Run | undefined;

client.on(Events.InteractionCreate, (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  void answer(interaction.user.id, (text) => strategy.inReplyTo(interaction, text));
});
client.on(Events.MessageCreate, (message) => {
  if (message.author.bot) return;
  void answer(message.author.id, (text) => strategy.inAnswerTo(message, text));
});
process.on('message', (order: Order) => {
  if (order.kind === 'stop') {
    report();
    return;
  }
  run = new Run(order);
  tell({ kind: 'begun' });
});
// Without the process that measures there is nothing to do.
process.on('disconnect', () => process.exit());

await client.login(settings.token);
tell({ kind: 'connected' });

async function answer(
  asker: string,
  write: (text: AsyncIterable<string>) => Promise<void>,
): Promise<void> {
  const answering = run;
  const wasLast = await answering?.answer(asker, write);
  if (wasLast && answering === run) report();
}

function report(): void {
  if (run) tell({ kind: 'report', report: run.end() });
  run = undefined;
}

function tell(message: Message): void {
  process.send?.(message);
}
