import type { ChatInputCommandInteraction, Message } from 'discord.js';

const MESSAGE_LIMIT = 2_000;

/** Shows a growing text by means of discord.js, in as many messages as it takes. */
export abstract class Page {
  readonly #messages: Message[] = [];
  /** Where the text of the message that is being filled begins. */
  #from = 0;
  /** Whether the last message is complete, so that the text goes on in a new one. */
  #full = false;

  /** Shows the whole text so far. */
  async show(text: string): Promise<void> {
    for (let end = this.#cut(text); ; end = this.#cut(text)) {
      const content = text.slice(this.#from, end);
      const message = this.#messages.at(-1);
      if (message && !this.#full) await this.edit(message, content);
      else this.#messages.push(await this.send(content, this.#messages.length));
      this.#full = end < text.length;
      if (!this.#full) return;
      this.#from = end;
    }
  }

  /** Where the message that is being filled ends: as a simple bot does it, at the last space that fits. */
  #cut(text: string): number {
    const limit = this.#from + MESSAGE_LIMIT;
    return text.length <= limit ? text.length : text.lastIndexOf(' ', limit - 1) + 1;
  }

  /** Sends the message of this number. */
  protected abstract send(content: string, number: number): Promise<Message>;

  protected abstract edit(message: Message, content: string): Promise<unknown>;
}

/** The deferred reply to an interaction, and its follow-ups. */
export class InteractionPage extends Page {
  readonly #interaction: ChatInputCommandInteraction;

  constructor(interaction: ChatInputCommandInteraction) {
    super();
    this.#interaction = interaction;
  }

  protected override send(content: string, number: number): Promise<Message> {
    return number === 0
      ? this.#interaction.editReply({ content })
      : this.#interaction.followUp({ content });
  }

  protected override edit(message: Message, content: string): Promise<unknown> {
    return this.#interaction.editReply({ message, content });
  }
}

/** Ordinary messages in answer to one. */
export class DirectPage extends Page {
  readonly #question: Message;

  constructor(question: Message) {
    super();
    this.#question = question;
  }

  protected override send(content: string): Promise<Message> {
    return this.#question.reply({ content });
  }

  protected override edit(message: Message, content: string): Promise<unknown> {
    return message.edit({ content });
  }
}
