import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  Client,
  type ClientOptions,
} from 'discord.js';
import {
  type Channel,
  type Interaction,
  LoopbackDiscord,
  type Person,
} from '../../../playground/discord/index.ts';

type Options = Parameters<typeof LoopbackDiscord.start>[0];

/** A Discord with a server, two people, and the real discord.js client connected to it. */
export interface Stage {
  discord: LoopbackDiscord;
  client: Client<true>;
  channel: Channel;
  ada: Person;
  bob: Person;
}

const running: (() => Promise<void>)[] = [];

/** Connects one more client. */
export const connect = async (
  discord: LoopbackDiscord,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> => {
  const client = new Client({
    intents: ['Guilds', 'GuildMessages', 'DirectMessages'],
    rest: { api: discord.apiUrl, retries: 0 },
    // discord.js would wait five seconds before it identifies a second time.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
    ...options,
  });
  running.push(() => client.destroy());
  const ready = new Promise<void>((resolve) => {
    client.once('clientReady', () => resolve());
  });
  await client.login(discord.token);
  await ready;
  return client as Client<true>;
};

/** Starts a Discord that `leaveStage` will stop. */
export const start = async (options?: Options): Promise<LoopbackDiscord> => {
  const discord = await LoopbackDiscord.start(options);
  running.unshift(() => discord.stop());
  return discord;
};

export const setStage = async (options?: Options): Promise<Stage> => {
  const discord = await start(options);
  const channel = discord.createGuild({ name: 'Home' }).createTextChannel({ name: 'general' });
  const ada = discord.createPerson({ username: 'ada', displayName: 'Ada' });
  const bob = discord.createPerson({ username: 'bob', displayName: 'Bob' });
  return { discord, client: await connect(discord), channel, ada, bob };
};

/** Stops everything that a test has started. */
export const leaveStage = async (): Promise<void> => {
  for (const stop of running.toReversed()) await stop();
  running.length = 0;
};

/** The next event of this name. */
export const next = <T>(client: Client, event: string): Promise<T> =>
  new Promise((resolve) => {
    client.once(event as never, (value: unknown) => resolve(value as T));
  });

export const COMMANDS = [
  {
    name: 'advice',
    description: 'Ask',
    contexts: [0, 1, 2],
    integration_types: [0, 1],
    options: [
      { type: 3, name: 'question', description: 'What', required: false },
      { type: 11, name: 'screenshot', description: 'Picture' },
    ],
  },
  { name: 'Get advice', type: 3 },
];

interface Run extends Stage {
  interaction: Interaction;
  command: ChatInputCommandInteraction;
}

/** Ada has run /advice, and the bot has it before it. */
export const runAdvice = async (
  options: Parameters<typeof setStage>[0] = {},
  values: Parameters<Stage['ada']['runCommand']>[1] = { question: 'How?' },
): Promise<Run> => {
  const stage = await setStage(options);
  await stage.client.application.commands.set(COMMANDS);
  const received = next<ChatInputCommandInteraction>(stage.client, 'interactionCreate');
  const interaction = await stage.ada.runCommand('advice', values, stage.channel);
  return { ...stage, interaction, command: await received };
};

export const row = (...buttons: ButtonBuilder[]) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(...buttons);
export const button = (id: string, label: string) =>
  new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Primary);
