import type { APIMessageTopLevelComponent } from 'discord.js';
import { checkMessage } from '../checks/messages.ts';
import { errors, invalidForm } from '../errors.ts';
import type { Channel } from '../channel.ts';
import { MAX_FILES, UPLOAD_LIMIT } from '../files.ts';
import { isJson, type Json, listOf } from '../json.ts';
import type { Attachment, Message, MessageFields } from '../message.ts';
import type { World } from '../world.ts';
import type { Call } from './router.ts';

type Path = readonly PropertyKey[];

interface FieldsContext {
  channel: Channel;
  /** The message that the body edits. */
  before?: Message | undefined;
  /** Where the message is in the body. */
  at?: Path;
  /** Only one person will see it. */
  ephemeral?: boolean;
}

/** Checks a validated message body and makes of it what a message takes over. */
export const messageFields = (call: Call, data: Json, context: FieldsContext): MessageFields => {
  const { world } = call;
  const { before, at = [] } = context;
  const flags = Number(data['flags'] ?? 0);
  checkMessage(data, flags | (before?.flags ?? 0), at);
  const attachments = attachmentsOf(call, data, context);
  const content = textOf(data['content']);
  return {
    ...(content !== undefined && { content, mentions: mentioned(world, content, data) }),
    ...('embeds' in data && { embeds: listOf(data['embeds']) }),
    ...('components' in data && {
      components: listOf(data['components']) as unknown as APIMessageTopLevelComponent[],
    }),
    ...(attachments && { attachments }),
    flags,
  };
};

/** Refuses what would leave a message with nothing to see (50006). */
export const refuseEmpty = (fields: MessageFields, before?: Message): void => {
  const content = (fields.content ?? before?.content ?? '').trim();
  const lists = [
    fields.embeds ?? before?.embeds,
    fields.components ?? before?.components,
    fields.attachments ?? before?.attachments,
  ];
  if (content === '' && lists.every((list) => (list?.length ?? 0) === 0)) {
    throw errors.emptyMessage();
  }
};

const textOf = (content: unknown): string | undefined => {
  if (content === undefined) return undefined;
  return typeof content === 'string' ? content : '';
};

const mentioned = (world: World, content: string, data: Json): Json[] => {
  const users = world.mentionsIn(content);
  const allowed = data['allowed_mentions'];
  if (!isJson(allowed)) return users;
  const { parse, users: named } = allowed;
  if (Array.isArray(parse) && parse.includes('users')) return users;
  return users.filter(({ id }) => Array.isArray(named) && named.includes(id));
};

/** The attachments after the request: kept ones and new files; undefined when none are touched. */
const attachmentsOf = (
  { world, files }: Call,
  data: Json,
  { channel, before, at = [], ephemeral = false }: FieldsContext,
): Attachment[] | undefined => {
  const described = Array.isArray(data['attachments']) ? listOf(data['attachments']) : undefined;
  if (!described && files.length === 0) return undefined;
  const byKey = new Map(described?.map((entry) => [String(entry['id']), entry]));
  if (files.some(({ data: bytes }) => bytes.byteLength > UPLOAD_LIMIT)) throw errors.tooLarge();
  const existing = before?.attachments ?? [];
  const kept = described ? existing.filter(({ id }) => byKey.has(id)) : existing;
  const known = new Set([...existing.map(({ id }) => id), ...files.map(({ key }) => key)]);
  const strangers = [...byKey.keys()].filter((id) => !known.has(id));
  if (strangers.length > 0) {
    throw invalidForm(
      strangers.map((id) => ({
        path: [...at, 'attachments', [...byKey.keys()].indexOf(id), 'id'],
        code: 'ATTACHMENT_NOT_FOUND',
        message: `No file or attachment has the id ${id}`,
      })),
    );
  }
  const added = files.map(({ key, name, data: bytes, contentType }): Attachment => {
    const entry = byKey.get(key);
    const filename = typeof entry?.['filename'] === 'string' ? entry['filename'] : name;
    const description = entry?.['description'];
    return {
      ...world.store({ name: filename, data: bytes, contentType }, channel),
      ...(typeof description === 'string' && { description }),
      ...(ephemeral && { ephemeral: true }),
    };
  });
  if (kept.length + added.length > MAX_FILES) {
    throw invalidForm([
      {
        path: [...at, 'attachments'],
        code: 'BASE_TYPE_MAX_LENGTH',
        message: `Must be ${MAX_FILES} or fewer in length.`,
      },
    ]);
  }
  return [...kept, ...added];
};
