import type { WebSocket } from 'ws';
import { z } from 'zod';
import { type Change, type Channel, type Message, type Person, Thread } from '../discord/index.ts';
import type { House } from '../house.ts';
import { Deeds } from './deeds.ts';
import { offeredCommands } from './offers.ts';
import type { Result, TrafficRecord, Update } from './protocol.ts';
import { type PageRequest, requestSchema } from './requests.ts';
import type { Traffic } from './traffic.ts';
import { channelsOf, isShown, sceneOf, shownChannel, shownMessage } from './views.ts';

/** One open page: tells it what its person sees as it happens, and does what the person does. */
export class Window {
  readonly #socket: WebSocket;
  readonly #house: House;
  readonly #traffic: Traffic;
  #person: Person | undefined;
  #deeds: Deeds | undefined;
  /** The channels and threads that the page knows. */
  #channelIds = new Set<string>();

  constructor(socket: WebSocket, house: House, traffic: Traffic) {
    this.#socket = socket;
    this.#house = house;
    this.#traffic = traffic;
    socket.on('message', (data: Buffer, isBinary) => {
      void this.#receive(isBinary ? '' : data.toString());
    });
    const onState = (): void => this.#send({ type: 'bot', state: house.bot.state });
    house.discord.on('change', this.#onChange);
    house.bot.on('state', onState);
    socket.on('close', () => {
      house.discord.off('change', this.#onChange);
      house.bot.off('state', onState);
      traffic.off('record', this.#onRecord);
    });
    // A broken connection is closed too; there is nobody to tell.
    socket.on('error', () => undefined);
  }

  async #receive(text: string): Promise<void> {
    const parsed = requestSchema.safeParse(jsonOf(text));
    if (!parsed.success) {
      const reason = z.prettifyError(parsed.error).slice(0, 500);
      this.#send({ type: 'answer', id: idOf(text), ok: false, reason });
      return;
    }
    const { id } = parsed.data;
    try {
      this.#send({ type: 'answer', id, ok: true, result: await this.#do(parsed.data) });
    } catch (error) {
      // Whatever this Discord's client would refuse is said in words that people can read.
      const reason = error instanceof Error ? error.message : 'That did not work';
      this.#send({ type: 'answer', id, ok: false, reason });
    }
  }

  async #do(request: PageRequest): Promise<Result> {
    if (request.type === 'view') return this.#view(request.person);
    const deeds = this.#deeds;
    if (!deeds) throw new Error('Say first who is looking');
    switch (request.type) {
      case 'send':
        return deeds.send(request);
      case 'runCommand':
        return deeds.runCommand(request);
      case 'suggest':
        return deeds.suggest(request);
      case 'runMessageCommand':
        return deeds.runMessageCommand(request);
      case 'click':
        return deeds.click(request);
      case 'select':
        return deeds.select(request);
      case 'submitModal':
        return deeds.submitModal(request);
      case 'deleteMessage':
        return deeds.deleteMessage(request);
      case 'setLanguage':
        return this.#setLanguage(request.language);
      case 'watchTraffic':
        return this.#watch(request.watch);
      case 'setSpeed': {
        const { firstWordsMs, tokensPerSecond } = request;
        this.#house.model.speed = { firstWordsMs, tokensPerSecond };
        return {};
      }
      case 'cause':
        return deeds.cause(request);
    }
  }

  #view(username: string): Result {
    const { people } = this.#house.cast;
    const person = people.find((candidate) => candidate.username === username) ?? people[0];
    if (!person) throw new Error('Nobody is here');
    this.#person = person;
    this.#deeds = new Deeds(this.#house, person);
    return this.#showAll(person);
  }

  #setLanguage(language: string): Result {
    const person = this.#person;
    if (!person) return {};
    person.locale = language;
    return this.#showAll(person);
  }

  #showAll(person: Person): Result {
    const scene = sceneOf(person, this.#house);
    this.#channelIds = new Set(scene.channels.map(({ id }) => id));
    this.#send({ type: 'scene', ...scene });
    return {};
  }

  #watch(watch: boolean): Result {
    this.#traffic.off('record', this.#onRecord);
    if (watch) {
      this.#traffic.on('record', this.#onRecord);
      this.#send({ type: 'traffic', records: this.#traffic.records });
    }
    return {};
  }

  readonly #onRecord = (record: TrafficRecord): void => {
    this.#send({ type: 'traffic', records: [record] });
  };

  readonly #onChange = (change: Change): void => {
    const person = this.#person;
    if (!person) return;
    switch (change.kind) {
      case 'message':
        return this.#showMessage(change.message, person);
      case 'interaction': {
        if (change.interaction.state !== 'failed' || change.interaction.person !== person) return;
        const notice = person.notices.find(({ interaction }) => interaction === change.interaction);
        return notice && isShown(notice) ? this.#showMessage(notice, person) : undefined;
      }
      case 'typing':
        if (!change.channel.isVisibleTo(person)) return;
        return this.#send({ type: 'typing', channelId: change.channel.id });
      case 'commands':
        return this.#showCommands(person);
      case 'channel':
        return this.#showChannel(change.channel, person);
      case 'guild':
      case 'person':
      case 'gateway':
    }
  };

  /** Threads come and go; the channels stay as they are. */
  #showChannel(channel: Channel, person: Person): void {
    const { discord, cast } = this.#house;
    if (!(channel instanceof Thread) || channel.guild !== cast.guild) return;
    if (discord.channels.has(channel.id) && channel.isVisibleTo(person)) {
      this.#channelIds.add(channel.id);
      this.#send({ type: 'channel', channel: shownChannel(channel, person, discord) });
    } else if (this.#channelIds.delete(channel.id)) {
      this.#send({ type: 'channelGone', channelId: channel.id });
    }
  }

  #showMessage(message: Message, person: Person): void {
    const { channel, id, interaction } = message;
    if (!channel.isVisibleTo(person)) return;
    // Not even that there is something goes to a page whose person must not see it.
    if ((message.ephemeral || message.notice) && interaction?.person !== person) return;
    if (message.isVisibleTo(person)) {
      this.#send({
        type: 'message',
        channelId: channel.id,
        message: shownMessage(message, person),
      });
    } else {
      this.#send({ type: 'messageGone', channelId: channel.id, messageId: id });
    }
  }

  #showCommands(person: Person): void {
    for (const channel of channelsOf(person, this.#house)) {
      const commands = offeredCommands(channel, person, this.#house.discord);
      this.#send({ type: 'channelCommands', channelId: channel.id, commands });
    }
  }

  #send(update: Update): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(update));
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The id of a request that is otherwise malformed, so that its sender learns of it. */
function idOf(text: string): number | null {
  const parsed = z.object({ id: z.int() }).safeParse(jsonOf(text));
  return parsed.success ? parsed.data.id : null;
}
