import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationCommandOptionType } from 'discord.js';
import {
  type Channel,
  type Guild,
  LoopbackDiscord,
  type Message,
  type Person,
} from '../playground/discord/index.ts';
import { bestMeanAge, bestSharedMeanAge, EDIT_BUCKET, GLOBAL_BUCKET } from './best.ts';
import { BotProcess } from './botProcess.ts';
import { shared } from './clock.ts';
import { type Freshness, freshnessOf, type SeenReply } from './measure.ts';
import type { MeasuredBot } from './measuredBot.ts';
import { isWhole, type Place, type Report, type StrategyName } from './protocol.ts';
import { isOpen } from './soak/asked.ts';
import { Replies } from './soak/replies.ts';
import { type Usage, UsageMeter } from './usage.ts';
import { WholeBot } from './whole/wholeBot.ts';
import { TOKEN_MS, wordsIn } from './words.ts';

/** What is measured in one run. */
export interface Case {
  place: Place;
  strategy: StrategyName;
  /** How many are being written at the same time. */
  replies: number;
  tokens: number;
}

export interface Measurement extends Case, Freshness {
  /** The smallest mean age that the limits allow, in milliseconds. */
  bestAgeMs: number;
  /** Requests that changed what people see. */
  edits: number;
  /** Requests that Discord refused because of a limit. */
  rateLimited: number;
  /** What replies failed with, each kind once. */
  failures: string[];
  bot: Usage;
  /** The process of the loopback Discord, its people and the measuring. */
  discord: Usage;
}

const COMMAND = 'advice';
/** The whole bot's own, as far as it is used here. */
const DEFINITION = {
  name: COMMAND,
  description: 'Ask something',
  options: [
    { name: 'question', description: 'Your question', type: ApplicationCommandOptionType.String },
  ],
};
/** The questions are asked evenly over this time, in milliseconds: a thousand at the very same moment are nobody's day. */
const ASKED_WITHIN_MS = 1_000;
/** How long a strategy may take to end once no more tokens come, in milliseconds. */
const GRACE_MS = 30_000;
/** How often the slowest strategy goes round all replies after that, at discord.js's requests a second. */
const ROUNDS = 4;
/** Answers before the measurement, after which the code is compiled and the connections are there. */
const WARM_UP = { replies: 20, tokens: 40 };
/** After which no limit remembers the warm-up, in milliseconds. */
const AFTERWARDS_MS = 1_000;

/** A Discord and a bot, which are measured once. */
export class Scenario {
  readonly #case: Case;
  readonly #discord: LoopbackDiscord;
  readonly #bot: MeasuredBot;
  readonly #guild: Guild;
  readonly #replies: Replies;
  #runs = 0;

  private constructor(wanted: Case, discord: LoopbackDiscord, bot: MeasuredBot) {
    this.#case = wanted;
    this.#discord = discord;
    this.#bot = bot;
    this.#replies = new Replies(discord);
    this.#guild = discord.createGuild({ name: 'Home' });
  }

  /** Starts both, and lets the bot warm up. */
  static async prepare(wanted: Case): Promise<Scenario> {
    const discord = await LoopbackDiscord.start();
    const scenario = new Scenario(wanted, discord, await startBot(wanted, discord));
    const replies = wanted.place === 'channel' ? wanted.replies : WARM_UP.replies;
    await scenario.#answer({ ...WARM_UP, replies });
    await sleep(AFTERWARDS_MS);
    return scenario;
  }

  async measure(): Promise<Measurement> {
    const { stats } = this.#discord;
    let edits = 0;
    const refusedBefore = stats.rateLimited;
    this.#discord.on('request', ({ method, route, status }) => {
      if (status === 200 && method !== 'GET' && !route.startsWith('/interactions')) edits += 1;
    });
    const meter = new UsageMeter();
    const { seen, report } = await this.#answer(this.#case);
    const discord = meter.stop();
    const [trouble] = this.#discord.errors;
    if (trouble !== undefined) throw new Error('The loopback Discord failed', { cause: trouble });
    return {
      ...this.#case,
      ...freshnessOf(seen, this.#case.tokens, TOKEN_MS),
      bestAgeMs: bestOf(this.#case),
      edits,
      rateLimited: stats.rateLimited - refusedBefore,
      failures: [...new Set(report.failures)],
      bot: report.usage,
      discord,
    };
  }

  async end(): Promise<void> {
    await this.#bot.end();
    await this.#discord.stop();
  }

  async #answer(run: {
    replies: number;
    tokens: number;
  }): Promise<{ seen: SeenReply[]; report: Report }> {
    const people = Array.from({ length: run.replies }, (_, number) =>
      this.#discord.createPerson({ username: `person${number}` }),
    );
    const channel = this.#guild.createTextChannel({ name: `run-${(this.#runs += 1)}` });
    const asked: Asked[] = [];
    let open: Asked[] = [];
    const askAll = async (): Promise<void> => {
      const startedAt = performance.now();
      for (const [index, person] of people.entries()) {
        const dueAt = startedAt + (index * ASKED_WITHIN_MS) / people.length;
        const early = dueAt - performance.now();
        if (early > 0) await sleep(early);
        asked.push(await this.#ask(person, channel));
      }
    };
    const slowestMs = (ROUNDS * run.replies * GLOBAL_BUCKET.windowMs) / GLOBAL_BUCKET.limit;
    const deadlineMs = ASKED_WITHIN_MS + run.tokens * TOKEN_MS + slowestMs + GRACE_MS;
    const isOver = () => {
      open = open.filter((one) => !isShownToItsEnd(one, run.tokens));
      return open.length === 0;
    };
    const report = await this.#bot.answer({
      people,
      tokens: run.tokens,
      ask: async () => {
        await askAll();
        open = asked;
      },
      isOver,
      deadlineMs,
    });
    const seen = asked.map(({ person, messages }) => ({
      firstTokenAt: report.firstTokenAt[person.id],
      messages: messages().map(showingsOf),
    }));
    return { seen, report };
  }

  async #ask(person: Person, channel: Channel): Promise<Asked> {
    // A model that many ask at once knows them by it.
    const question = `What shall I do? ${person.id}`;
    if (this.#case.place === 'dm') {
      return this.#write(person, this.#discord.dmWithBot(person), question);
    }
    if (this.#case.place === 'channel') {
      return this.#write(person, channel, `<@${this.#discord.applicationId}> ${question}`);
    }
    const options = { question, ...(isWhole(this.#case.strategy) && { private: false }) };
    const interaction = await person.runCommand(COMMAND, options, channel);
    // Without an answer in time there is no reply.
    interaction.reply().catch(() => undefined);
    return { person, messages: () => interaction.messages() };
  }

  #write(person: Person, channel: Channel, content: string): Asked {
    const { id } = person.send(channel, { content });
    return { person, messages: () => this.#replies.to(id) };
  }
}

async function startBot({ place, strategy }: Case, discord: LoopbackDiscord): Promise<MeasuredBot> {
  if (isWhole(strategy)) return WholeBot.start(discord, strategy === 'bot');
  discord.commands.replaceAll(undefined, [DEFINITION]);
  const { apiUrl, token } = discord;
  return BotProcess.start({ apiUrl, token, place, strategy });
}

interface Asked {
  person: Person;
  /** What answers it, so far. */
  messages: () => readonly Message[];
}

/** Whether the last words of an answer are there, and nothing looks as if more were to come. */
function isShownToItsEnd({ messages }: Asked, tokens: number): boolean {
  const last = messages().at(-1);
  return last !== undefined && !isOpen(last) && wordsIn(last.content).at(-1) === tokens - 1;
}

function showingsOf({ history }: Message) {
  return history.map(({ content, at }) => ({ content, at: shared(at) }));
}

function bestOf({ place, replies, tokens }: Case): number {
  if (place === 'interaction') return bestMeanAge(tokens, TOKEN_MS, EDIT_BUCKET);
  const bucket = place === 'dm' ? GLOBAL_BUCKET : EDIT_BUCKET;
  return bestSharedMeanAge(replies, tokens, TOKEN_MS, bucket);
}
