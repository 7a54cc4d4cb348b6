import { Buffer } from 'node:buffer';
import type { Channel, Interaction, Message, Modal, Person } from '../discord/index.ts';
import type { House } from '../house.ts';
import type { Result } from './protocol.ts';
import type { RequestBody, SentFile } from './requests.ts';
import { shownModal } from './forms.ts';
import { shownChoices } from './offers.ts';

/** Why something cannot be done, in words for the person who tried. */
export class Refused extends Error {}

/** How many requests of the bot a click on "Discord 500" makes fail. */
const FAILING_REQUESTS = 3;
const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** What one window's person does on this Discord. */
export class Deeds {
  readonly #house: House;
  readonly #person: Person;
  /** The forms that are open in this window. */
  readonly #modals = new Map<string, Modal>();

  constructor(house: House, person: Person) {
    this.#house = house;
    this.#person = person;
  }

  send(request: RequestBody<'send'>): Result {
    const { channelId, content, attachments, replyTo, pingsAuthor = true } = request;
    this.#person.send(this.#channel(channelId), {
      content,
      attachments: attachments.map(chosen),
      ...(replyTo !== undefined && {
        replyTo: this.#message({ channelId, messageId: replyTo }),
        pingsAuthor,
      }),
    });
    return {};
  }

  async runCommand({ channelId, command, options }: RequestBody<'runCommand'>): Promise<Result> {
    const values = Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'object' ? chosen(value) : value,
    ]);
    const channel = this.#channel(channelId);
    return this.#outcome(
      await this.#person.runCommand(command, Object.fromEntries(values), channel),
    );
  }

  async suggest({ channelId, command, options, focused }: RequestBody<'suggest'>): Promise<Result> {
    const channel = this.#channel(channelId);
    return this.#outcome(await this.#person.autocomplete(command, options, focused, channel));
  }

  async runMessageCommand({
    command,
    ...where
  }: RequestBody<'runMessageCommand'>): Promise<Result> {
    return this.#outcome(await this.#person.runMessageCommand(command, this.#message(where)));
  }

  async click({ customId, ...where }: RequestBody<'click'>): Promise<Result> {
    return this.#outcome(await this.#person.click(this.#message(where), customId));
  }

  async select({ customId, values, ...where }: RequestBody<'select'>): Promise<Result> {
    return this.#outcome(await this.#person.select(this.#message(where), customId, values));
  }

  async submitModal({ modalId, values }: RequestBody<'submitModal'>): Promise<Result> {
    const modal = this.#modals.get(modalId);
    if (!modal) throw new Refused('This form is not open any more');
    const result = await this.#outcome(await modal.submit(values));
    if (!result.failed) this.#modals.delete(modalId);
    return result;
  }

  deleteMessage(where: RequestBody<'deleteMessage'>): Result {
    this.#person.deleteMessage(this.#message(where));
    return {};
  }

  /** Makes something go wrong. */
  async cause({ fault, channelId }: RequestBody<'cause'>): Promise<Result> {
    const { discord, model, bot } = this.#house;
    switch (fault) {
      case 'discordError':
        discord.faults.add({ route: /^\/webhooks\//, status: 500, times: FAILING_REQUESTS });
        break;
      case 'modelCutOff':
        model.failNext('cutOff');
        break;
      case 'modelRateLimited':
        model.failNext('rateLimited');
        break;
      case 'killBot':
        await bot.kill();
        break;
      case 'restartBot':
        await bot.restart();
        break;
      case 'deleteReply':
        this.#deleteReply(this.#channel(channelId));
    }
    return {};
  }

  #deleteReply(channel: Channel): void {
    const reply = this.#person.sees(channel).findLast(isOfBot);
    if (!reply) throw new Refused('There is no reply here yet');
    // Someone who puts an ephemeral reply away does not delete it: for the bot it is still there.
    this.#house.discord.removeMessage(reply);
  }

  /** Waits for the bot's answer, as a client does before it closes a form or frees a button. */
  async #outcome(interaction: Interaction): Promise<Result> {
    const response = await interaction.response().catch(() => undefined);
    if (!response) return { failed: true };
    if (response.kind === 'choices') {
      return { choices: shownChoices(response.choices, this.#person.locale) };
    }
    if (response.kind !== 'modal') return {};
    this.#modals.set(interaction.id, response.modal);
    return { modal: shownModal(interaction.id, response.modal) };
  }

  #channel(id: string): Channel {
    const channel = this.#house.discord.channels.get(id);
    if (!channel?.isVisibleTo(this.#person)) throw new Refused('There is no such channel');
    return channel;
  }

  #message({ channelId, messageId }: { channelId: string; messageId: string }): Message {
    const channel = this.#channel(channelId);
    const message = this.#person.sees(channel).find(({ id }) => id === messageId);
    if (!message) throw new Refused('This message was deleted');
    return message;
  }
}

const isOfBot = ({ person, notice }: Message): boolean => !person && !notice;

function chosen({ name, contentType, data }: SentFile) {
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > MAX_FILE_BYTES) throw new Refused('Your files are too powerful: max. 10 MB');
  return { name, contentType, data: bytes };
}
