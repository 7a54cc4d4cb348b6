import { randomBytes } from 'node:crypto';
import { ApplicationCommandType, InteractionType } from 'discord.js';
import type { Channel } from './channel.ts';
import type { Json } from './json.ts';
import { Message } from './message.ts';
import type { Modal } from './modal.ts';
import type { Person } from './person.ts';
import { snowflake } from './snowflake.ts';
import type { World } from './world.ts';

/** How the bot answered. */
export type InteractionResponse =
  | { kind: 'message' | 'deferred' | 'update'; message: Message }
  | { kind: 'modal'; modal: Modal }
  | { kind: 'choices'; choices: Json[] }
  | { kind: 'deferredUpdate' };

/** What a person did, before Discord made an interaction of it. */
export interface InteractionInit {
  type: InteractionType;
  person: Person;
  channel: Channel;
  data: Json;
  /** Who installed the app, where it matters here: 0 the server, 1 the person. */
  owners: Record<string, string>;
  /** The message with the component that was used. */
  message?: Message | undefined;
  /** For a submitted modal: the interaction that opened it. */
  openedBy?: Interaction | undefined;
  /** What is known of one that was there before. */
  restored?: RestoredInteraction;
}

export type InteractionState = 'pending' | 'acknowledged' | 'deferred' | 'failed';

interface RestoredInteraction {
  id: string;
  token: string;
  state: InteractionState;
  /** Until when its token lives, in Unix milliseconds. */
  expiresAt: number;
}

const NO_ANSWER = 'The application did not respond';

const NOTICES: Partial<Record<InteractionType, string>> = {
  [InteractionType.ApplicationCommand]: NO_ANSWER,
  [InteractionType.MessageComponent]: 'This interaction failed',
  [InteractionType.ModalSubmit]: 'Something went wrong. Try again.',
};

/** One use of a command, component or modal, and all that the bot made of it. */
export class Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly person: Person;
  readonly channel: Channel;
  readonly data: Json;
  readonly owners: Record<string, string>;
  /** The message with the component that was used, or that opened the modal. */
  readonly source: Message | undefined;
  readonly openedBy: Interaction | undefined;
  /** The payload of its INTERACTION_CREATE. */
  payload: Json = {};
  state: InteractionState;
  acknowledgedAfterMs: number | undefined;
  readonly createdAt = performance.now();
  /** What `@original` means; undefined until there is one. */
  original: Message | undefined;
  readonly followUps: Message[] = [];
  readonly #world: World;
  readonly #response = Promise.withResolvers<InteractionResponse>();
  readonly #reply = Promise.withResolvers<Message>();
  #timer: NodeJS.Timeout | undefined;
  #expiresAt: number;

  constructor(world: World, init: InteractionInit) {
    this.#world = world;
    this.type = init.type;
    this.person = init.person;
    this.channel = init.channel;
    this.data = init.data;
    this.owners = init.owners;
    this.source = init.message;
    this.openedBy = init.openedBy;
    const { restored } = init;
    this.id = restored?.id ?? snowflake();
    this.token = restored?.token ?? newToken(this.id);
    this.state = restored?.state ?? 'pending';
    this.#expiresAt =
      this.createdAt + (restored ? restored.expiresAt - Date.now() : world.tokenLifetimeMs);
    if (!restored) this.#timer = setTimeout(() => this.#fail(), world.acknowledgeWithinMs);
    // Not everybody who runs a command waits for both.
    this.#response.promise.catch(() => undefined);
    this.#reply.promise.catch(() => undefined);
  }

  /** The bot's answer; rejects when none came in time. */
  response(): Promise<InteractionResponse> {
    return this.#response.promise;
  }

  /** The modal that the bot opened; rejects when it answered otherwise. */
  async modal(): Promise<Modal> {
    const response = await this.response();
    if (response.kind !== 'modal') throw new Error(`The bot answered with a ${response.kind}`);
    return response.modal;
  }

  /** The first message of this interaction, a "thinking…" one included. */
  reply(): Promise<Message> {
    return this.#reply.promise;
  }

  /** The message of its own and all follow-ups, in order, deleted ones included. */
  messages(): Message[] {
    const own = this.original && this.original !== this.source ? [this.original] : [];
    return [...own, ...this.followUps];
  }

  get isTokenExpired(): boolean {
    return performance.now() >= this.#expiresAt;
  }

  /** Until when its token lives, in Unix milliseconds. */
  get expiresAt(): number {
    return Date.now() + (this.#expiresAt - performance.now());
  }

  /** Ends the token's life now. */
  expireToken(): void {
    this.#expiresAt = 0;
  }

  /** Whether only the person, not the server, has installed the app. */
  get isOnlyUserInstalled(): boolean {
    return this.owners['0'] === undefined;
  }

  /** Takes the bot's answer. */
  acknowledge(response: InteractionResponse): void {
    clearTimeout(this.#timer);
    this.acknowledgedAfterMs = performance.now() - this.createdAt;
    this.state = response.kind === 'deferred' ? 'deferred' : 'acknowledged';
    if (response.kind === 'deferredUpdate') this.original = this.source;
    if (response.kind === 'deferred') this.#awaitAnswer();
    if ('message' in response) {
      this.original = response.message;
      this.#reply.resolve(response.message);
    }
    this.#response.resolve(response);
    this.#world.change({ action: 'updated', kind: 'interaction', interaction: this });
  }

  /** Notes that the deferred answer has come. */
  settled(): void {
    clearTimeout(this.#timer);
    if (this.state === 'deferred') this.state = 'acknowledged';
    if (this.original) this.#reply.resolve(this.original);
  }

  addFollowUp(message: Message): void {
    this.followUps.push(message);
    this.#reply.resolve(message);
  }

  /** Takes its messages back after a restart; what it waited for then comes in time or not at all. */
  recall(original: Message | undefined, followUps: readonly Message[]): void {
    this.original = original;
    this.followUps.push(...followUps);
    if (original) this.#reply.resolve(original);
    if (this.state === 'pending') this.#fail();
    if (this.state === 'deferred') this.#awaitAnswer();
  }

  /** Stops waiting for an answer. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  // "Thinking…" lasts as long as the token: after that nothing can answer any more.
  #awaitAnswer(): void {
    const remainingMs = Math.max(0, this.#expiresAt - performance.now());
    this.#timer = setTimeout(() => this.#abandon(), remainingMs).unref();
  }

  #abandon(): void {
    this.state = 'failed';
    if (!this.original?.thinking) return;
    this.original.giveUp(NO_ANSWER);
    this.#world.change({ action: 'updated', kind: 'message', message: this.original });
  }

  #fail(): void {
    this.state = 'failed';
    const error = new Error(
      `The bot did not answer the interaction within ${this.#world.acknowledgeWithinMs} ms`,
    );
    this.#response.reject(error);
    this.#reply.reject(error);
    const content = NOTICES[this.type];
    if (content !== undefined) {
      this.person.notices.push(
        new Message({
          channel: this.channel,
          author: this.#world.botUser,
          interaction: this,
          content,
          notice: true,
        }),
      );
    }
    this.#world.change({ action: 'updated', kind: 'interaction', interaction: this });
  }

  /** What its messages tell of it. */
  metadata(message: Message): Json {
    const user = this.person.toAPI();
    const { name, type } = this.#named();
    return {
      interaction_metadata: {
        id: this.id,
        type: this.type,
        user,
        authorizing_integration_owners: this.owners,
        ...(name !== undefined && { name, command_type: type }),
        ...(this.original &&
          message !== this.original && {
            original_response_message_id: this.original.id,
          }),
        ...(this.data['target_id'] !== undefined && this.#target()),
        ...(this.source && { interacted_message_id: this.source.id }),
        ...(this.openedBy && {
          triggering_interaction_metadata: {
            id: this.openedBy.id,
            type: this.openedBy.type,
            user,
            authorizing_integration_owners: this.openedBy.owners,
          },
        }),
      },
      ...(name !== undefined && {
        interaction: { id: this.id, type: this.type, name, user },
      }),
    };
  }

  // The message or the user from whose menu the command was run.
  #target(): Json {
    const id = String(this.data['target_id']);
    return this.data['type'] === ApplicationCommandType.User
      ? { target_user: this.#world.userOf(id) }
      : { target_message_id: id };
  }

  // The name with its subcommand, as in "profile setup".
  #named(): { name?: string; type?: unknown } {
    if (this.type !== InteractionType.ApplicationCommand) return {};
    const words = [String(this.data['name'])];
    for (let inner = this.data; ;) {
      const [first] = (inner['options'] ?? []) as Json[];
      if (!first || (first['type'] !== 1 && first['type'] !== 2)) break;
      words.push(String(first['name']));
      inner = first;
    }
    return { name: words.join(' '), type: this.data['type'] };
  }
}

const newToken = (id: string): string => {
  const secret = randomBytes(48).toString('base64url');
  return Buffer.from(`interaction:${id}:${secret}`).toString('base64url');
};
