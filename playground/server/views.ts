import {
  type APIMessage,
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord.js';
import type { Channel, LoopbackDiscord, Message, Modal, Person } from '../discord/index.ts';
import type { House } from '../house.ts';
import type {
  CommandOption,
  ModalPart,
  OfferedCommand,
  Scene,
  ShownChannel,
  ShownMessage,
  ShownModal,
  User,
} from './protocol.ts';

type Json = Record<string, unknown>;

/** How far back a channel is shown. */
const SHOWN_MESSAGES = 200;

/** Everything that this person sees. */
export function sceneOf(person: Person, { discord, cast, bot, model }: House): Scene {
  const { botUser } = discord;
  const channels = [...cast.channels, discord.dmWithBot(person)];
  return {
    person: userOf(person),
    people: cast.people.map(userOf),
    app: {
      id: discord.applicationId,
      username: String(botUser['username']),
      displayName: String(botUser['username']),
    },
    guild: { id: cast.guild.id, name: cast.guild.name },
    channels: channels
      .filter((channel) => channel.isVisibleTo(person))
      .map((channel) => channelOf(channel, person, discord)),
    bot: { state: bot.state },
    speed: model.isSample ? { ...model.speed } : null,
  };
}

function userOf({ id, username, displayName }: Person): User {
  return { id, username, displayName };
}

function channelOf(channel: Channel, person: Person, discord: LoopbackDiscord): ShownChannel {
  return {
    id: channel.id,
    name: channel.name ?? String(discord.botUser['username']),
    isDirect: !channel.guild,
    messages: person
      .sees(channel)
      .filter(isShown)
      .slice(-SHOWN_MESSAGES)
      .map((message) => shownMessage(message, person)),
    commands: offeredCommands(channel, person, discord),
  };
}

/** A message as this person's client shows it. Files are served by the page's own server. */
export function shownMessage(message: Message, person: Person): ShownMessage {
  return {
    ...(message.toAPI() as unknown as APIMessage),
    attachments: message.attachments.map((file) => ({ ...file, url: pathOf(file.url) })) as never,
    embeds: message.embeds.map((embed) => ({
      ...embed,
      ...(embed.image && { image: { ...embed.image, url: fileUrl(embed.image.url, message) } }),
    })),
    isNotice: message.notice,
    canDelete:
      message.notice || message.ephemeral || message.person === person || !!message.channel.guild,
  };
}

/** The failure of a button or a form is told there, and not in the channel. */
export function isShown({ notice, interaction }: Message): boolean {
  return !notice || interaction?.type === InteractionType.ApplicationCommand;
}

function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? '';
}

// `attachment://name` is a file of the same message; an image from elsewhere is not fetched.
function fileUrl(url: string, { attachments }: Message): string {
  const file = attachments.find(({ filename }) => url === `attachment://${filename}`);
  return file ? pathOf(file.url) : '';
}

/** The bot's commands that Discord's client offers this person here. */
export function offeredCommands(
  channel: Channel,
  person: Person,
  { commands }: LoopbackDiscord,
): OfferedCommand[] {
  const slash = commands.offeredTo(person, channel, ApplicationCommandType.ChatInput);
  const onMessages = commands.offeredTo(person, channel, ApplicationCommandType.Message);
  return [
    ...slash
      .flatMap((command) => flattened(command, ''))
      .toSorted((one, other) => one.name.localeCompare(other.name)),
    ...onMessages.map(({ name }): OfferedCommand => ({
      name,
      kind: 'message',
      description: '',
      options: [],
    })),
  ];
}

/** The command, or its subcommands with their whole names. */
function flattened(command: Json, prefix: string): OfferedCommand[] {
  const name = `${prefix}${String(command['name'])}`;
  const options = (command['options'] ?? []) as Json[];
  const inner = options.filter(
    ({ type }) => type === OptionType.Subcommand || type === OptionType.SubcommandGroup,
  );
  if (inner.length > 0) return inner.flatMap((option) => flattened(option, `${name} `));
  const description = String(command['description']);
  return [{ name, kind: 'slash', description, options: options.map(optionOf) }];
}

function optionOf(option: Json): CommandOption {
  const choices = (option['choices'] ?? []) as CommandOption['choices'];
  const yesNo = [
    { name: 'True', value: true },
    { name: 'False', value: false },
  ];
  const isBoolean = option['type'] === OptionType.Boolean;
  const offered = isBoolean ? yesNo : choices;
  const { min_length: minLength, max_length: maxLength } = option;
  return {
    name: String(option['name']),
    description: String(option['description']),
    kind: offered.length > 0 ? 'choice' : kindOf(option['type'] as OptionType),
    required: option['required'] === true,
    choices: offered,
    ...(typeof minLength === 'number' && { minLength }),
    ...(typeof maxLength === 'number' && { maxLength }),
  };
}

function kindOf(type: OptionType): CommandOption['kind'] {
  switch (type) {
    case OptionType.Attachment:
      return 'attachment';
    case OptionType.Integer:
      return 'integer';
    case OptionType.Number:
      return 'number';
    default:
      return 'text';
  }
}

/** A form with its texts and fields in their order. */
export function shownModal(id: string, modal: Modal): ShownModal {
  const fields = new Map(modal.fields.map((field) => [field.customId, field]));
  const parts = modal.components.flatMap((component): ModalPart[] => {
    if (component['type'] === ComponentType.TextDisplay) {
      return [{ kind: 'text', content: String(component['content']) }];
    }
    const nested = (component['components'] ?? [component['component']]) as (Json | undefined)[];
    return nested.flatMap((input): ModalPart[] => {
      const field = fields.get(String(input?.['custom_id']));
      if (!input || !field) return [];
      const { customId, label, description, placeholder, required } = field;
      const common = { customId, label, description, placeholder, required };
      if (field.type !== ComponentType.TextInput) {
        const maxValues = Number(input['max_values'] ?? 1);
        const { options, values } = field;
        return [{ ...common, kind: 'select', options, values, maxValues }];
      }
      const { value, minLength, maxLength, style } = field;
      return [{ ...common, kind: 'input', value, minLength, maxLength, isParagraph: style === 2 }];
    });
  });
  return { id, title: modal.title, parts };
}
