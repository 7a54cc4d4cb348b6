import { ApplicationCommandType, ComponentType, InteractionType } from 'discord.js';
import { type Command, installedBy, ownersOf } from './commands.ts';
import type { Channel } from './channel.ts';
import type { Interaction } from './interaction.ts';
import { isJson, type Json, listOf } from './json.ts';
import { named } from './localization.ts';
import type { Message } from './message.ts';
import { UPLOAD_LIMIT } from './files.ts';
import { type FillContext, fillOptions, type OptionValue } from './options.ts';
import { snowflake } from './snowflake.ts';
import type { Thread } from './thread.ts';
import type { World } from './world.ts';
import { checkPlace, composed, type Draft, forwarding, reworded } from './writing.ts';

export interface PersonOptions {
  username: string;
  displayName?: string;
  locale?: string;
  /** Whether they have added the app to their own account. */
  userInstalled?: boolean;
  /** Whether the bot may write to them. */
  acceptsDirectMessages?: boolean;
  /** Bytes a file; without, what people without Nitro may send. */
  uploadLimit?: number | undefined;
}

type Options = Record<string, OptionValue | undefined>;

/** Somebody who uses Discord: does what its client lets people do, and sees what it shows them. */
export class Person {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  locale: string;
  userInstalled: boolean;
  acceptsDirectMessages: boolean;
  uploadLimit: number;
  /** What Discord's client told them and nobody else, such as that an app did not respond. */
  readonly notices: Message[] = [];
  readonly #world: World;

  constructor(world: World, options: PersonOptions & { id?: string }) {
    this.#world = world;
    this.id = options.id ?? snowflake();
    this.username = options.username;
    this.displayName = options.displayName ?? options.username;
    this.locale = options.locale ?? 'en-US';
    this.userInstalled = options.userInstalled ?? false;
    this.acceptsDirectMessages = options.acceptsDirectMessages ?? true;
    this.uploadLimit = options.uploadLimit ?? UPLOAD_LIMIT;
  }

  /**
   * Runs a slash command, `profile setup` for a subcommand; by the names that the bot gave or those in the person's
   * language. Refuses what Discord's client would.
   */
  async runCommand(name: string, options: Options, channel: Channel): Promise<Interaction> {
    const { command, path, owners } = this.#offered(name, channel);
    const filled = fillOptions(command, path, options, this.#filling(channel));
    return this.#interact(InteractionType.ApplicationCommand, channel, owners, {
      ...commandData(command, channel),
      options: filled.options,
      ...(Object.keys(filled.resolved).length > 0 && { resolved: filled.resolved }),
    });
  }

  /** Asks for suggestions while typing into the option `focused`. */
  async autocomplete(
    name: string,
    options: Options,
    focused: string,
    channel: Channel,
  ): Promise<Interaction> {
    const { command, path, owners } = this.#offered(name, channel);
    const context = { ...this.#filling(channel), focused };
    const { options: filled } = fillOptions(command, path, options, context);
    return this.#interact(InteractionType.ApplicationCommandAutocomplete, channel, owners, {
      ...commandData(command, channel),
      options: filled,
    });
  }

  /** Runs a command from a message's menu. */
  async runMessageCommand(name: string, message: Message): Promise<Interaction> {
    const { channel } = message;
    this.#mustSee(message);
    const { command, owners } = this.#command(name, channel, ApplicationCommandType.Message);
    return this.#interact(InteractionType.ApplicationCommand, channel, owners, {
      ...commandData(command, channel),
      target_id: message.id,
      resolved: { messages: { [message.id]: message.toAPI() } },
    });
  }

  /** Runs a command from a person's menu. */
  async runUserCommand(name: string, target: Person, channel: Channel): Promise<Interaction> {
    const { command, owners } = this.#command(name, channel, ApplicationCommandType.User);
    return this.#interact(InteractionType.ApplicationCommand, channel, owners, {
      ...commandData(command, channel),
      target_id: target.id,
      resolved: { users: { [target.id]: target.toAPI() } },
    });
  }

  /** Clicks the button with this label, emoji or custom_id. */
  async click(message: Message, button: string): Promise<Interaction> {
    const found = this.#component(
      message,
      ({ type, label, emoji, custom_id: customId }) =>
        type === ComponentType.Button &&
        [label, customId, isJson(emoji) && emoji['name']].includes(button),
      `button "${button}"`,
    );
    if (found['custom_id'] === undefined) throw new Error(`"${button}" is a link`);
    return this.#use(message, found, {});
  }

  /** Chooses in a select menu. */
  async select(
    message: Message,
    customId: string,
    values: readonly string[],
  ): Promise<Interaction> {
    const menu = this.#component(
      message,
      (component) =>
        component['custom_id'] === customId && component['type'] !== ComponentType.Button,
      `menu "${customId}"`,
    );
    const options = listOf(menu['options']).map(({ value }) => value);
    const stranger = values.find((value) => options.length > 0 && !options.includes(value));
    if (stranger !== undefined) throw new Error(`"${customId}" has no option "${stranger}"`);
    const least = Number(menu['min_values'] ?? 1);
    const most = Number(menu['max_values'] ?? 1);
    if (values.length < least || values.length > most) {
      throw new Error(`"${customId}" takes ${least} to ${most} choices, not ${values.length}`);
    }
    const resolved =
      menu['type'] === ComponentType.StringSelect ? {} : { resolved: this.#world.resolve(values) };
    return this.#use(message, menu, { values, ...resolved });
  }

  /** Writes a message. */
  send(channel: Channel, draft: Draft): Message {
    if (draft.replyTo) this.#mustSee(draft.replyTo);
    return this.#world.createMessage(composed(this.#world, this, channel, draft));
  }

  /** Forwards a message to a channel. */
  forward(message: Message, channel: Channel): Message {
    this.#mustSee(message);
    return this.#world.createMessage(forwarding(this, channel, message));
  }

  /** Changes the words of a message of their own. */
  edit(message: Message, content: string): void {
    this.#mustSee(message);
    message.edit(reworded(this.#world, this, message, content));
    this.#world.messageEdited(message);
  }

  /** Starts a thread below a text channel: a private one, or a public one that everybody there sees. */
  startThread(channel: Channel, init: { name: string; isPrivate?: boolean }): Thread {
    checkPlace(this, channel);
    return this.#world.threads.start(channel, { ...init, ownerId: this.id });
  }

  /** Deletes a message of their own, or anybody's in a server; puts away what only they see. */
  deleteMessage(message: Message): void {
    this.#mustSee(message);
    if (message.ephemeral || message.notice) {
      message.dismissed = true;
      this.#world.change({ action: 'updated', kind: 'message', message });
      return;
    }
    if (message.person !== this && !message.channel.guild) {
      throw new Error(`${this.username} may not delete that message`);
    }
    this.#world.removeMessage(message);
  }

  /** All that they see there now, in order, then what Discord itself told them there. */
  sees(channel: Channel): Message[] {
    return [
      ...[...channel.messages.values()].filter((message) => message.isVisibleTo(this)),
      ...this.notices.filter((notice) => notice.channel === channel && notice.isVisibleTo(this)),
    ];
  }

  /** The user as the API shows them. */
  toAPI(): Json {
    return {
      id: this.id,
      username: this.username,
      global_name: this.displayName,
      discriminator: '0',
      avatar: null,
      avatar_decoration_data: null,
      collectibles: null,
      primary_guild: null,
      clan: null,
      public_flags: 0,
    };
  }

  #filling(channel: Channel): FillContext {
    return { channel, person: this, upload: (file) => this.#world.store(file, channel) };
  }

  #interact(
    type: InteractionType,
    channel: Channel,
    owners: Record<string, string>,
    data: Json,
    message?: Message,
  ): Interaction {
    return this.#world.interact({ type, person: this, channel, owners, data, message });
  }

  #offered(
    name: string,
    channel: Channel,
  ): { command: Command; path: string[]; owners: Record<string, string> } {
    const [first = '', ...path] = name.split(' ');
    return { ...this.#command(first, channel, ApplicationCommandType.ChatInput), path };
  }

  #command(
    name: string,
    channel: Channel,
    type: ApplicationCommandType,
  ): { command: Command; owners: Record<string, string> } {
    if (!channel.isVisibleTo(this)) throw new Error(`${this.username} cannot see that channel`);
    const offered = this.#world.commands.offeredTo(this, channel, type);
    const command = named(offered, name, this.locale);
    if (!command) {
      const names = offered.map((candidate) => `"${candidate.name}"`).join(', ') || 'none';
      throw new Error(`${this.username} is offered no command "${name}" here, only: ${names}`);
    }
    const owners =
      command.guild_id === undefined
        ? ownersOf(command, this, channel)
        : installedBy(channel.guild, channel);
    return { command, owners };
  }

  #mustSee(message: Message): void {
    if (!message.isVisibleTo(this)) throw new Error(`${this.username} cannot see that message`);
  }

  #component(message: Message, matches: (component: Json) => boolean, what: string): Json {
    this.#mustSee(message);
    const found = componentsIn(message.components as unknown as Json[]).find(matches);
    if (!found) throw new Error(`The message has no ${what}`);
    if (found['disabled'] === true) throw new Error(`The ${what} is disabled`);
    return found;
  }

  #use(message: Message, component: Json, extra: Json): Interaction {
    const { channel } = message;
    const owners = message.interaction?.owners ?? installedBy(channel.guild, channel);
    const { type, custom_id, id } = component;
    const data = { component_type: type, custom_id, id, ...extra };
    return this.#interact(InteractionType.MessageComponent, channel, owners, data, message);
  }
}

const commandData = (command: Command, channel: Channel): Json => ({
  id: command.id,
  name: command.name,
  type: command.type,
  ...(command.guild_id !== undefined && channel.guild && { guild_id: channel.guild.id }),
});

/** All components of a message, those inside others included. */
const componentsIn = (components: readonly Json[]): Json[] =>
  components.flatMap((component) => [
    component,
    ...componentsIn(listOf(component['components'])),
    ...listOf(component['accessory'] && [component['accessory']]),
  ]);
