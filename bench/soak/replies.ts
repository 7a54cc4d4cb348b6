import type { Channel, LoopbackDiscord, Message, Person } from '../../playground/discord/index.ts';

/** The bot's ordinary messages, by what they answer: found without looking through a channel. */
export class Replies {
  readonly #answers = new Map<string, Message[]>();
  readonly #unasked = new Map<Channel, Message[]>();

  readonly #discord: LoopbackDiscord;

  constructor(discord: LoopbackDiscord) {
    this.#discord = discord;
    discord.on('change', (change) => {
      if (change.kind === 'message' && change.action === 'created') this.#note(change.message);
    });
  }

  /** The reply to a message, in however many messages: each answers the one before. */
  to(id: string): Message[] {
    const answers = this.#answers.get(id)?.filter(({ deleted }) => !deleted) ?? [];
    return answers.flatMap((answer) => [answer, ...this.to(answer.id)]);
  }

  /** What the bot wrote there of its own accord. */
  unasked(channel: Channel): readonly Message[] {
    return this.#unasked.get(channel) ?? [];
  }

  /** The same for somebody's direct messages. */
  unaskedOf(person: Person): readonly Message[] {
    return this.unasked(this.#discord.dmWithBot(person));
  }

  #note(message: Message): void {
    const { person, interaction, repliesTo, channel } = message;
    if (person || interaction) return;
    if (repliesTo) add(this.#answers, repliesTo.id, message);
    else add(this.#unasked, channel, message);
  }
}

function add<Key>(messages: Map<Key, Message[]>, key: Key, message: Message): void {
  const there = messages.get(key);
  if (there) there.push(message);
  else messages.set(key, [message]);
}
