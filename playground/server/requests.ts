import { z } from 'zod';
import { type Language, LANGUAGES } from './protocol.ts';

const languages = Object.keys(LANGUAGES) as [Language, ...Language[]];

const id = z.string().max(32);
const text = z.string().max(8000);

/** A file, its bytes in Base64. */
const file = z.object({
  name: z.string().min(1).max(260),
  contentType: z.string().max(128),
  data: z.base64(),
});

/** What the page asks for. Every request has an id of its own, and gets one answer. */
export const requestSchema = z.intersection(
  z.object({ id: z.int().nonnegative() }),
  z.discriminatedUnion('type', [
    /** Look through this person's eyes: of all that happens, only what they see is told from here on. */
    z.object({ type: z.literal('view'), person: z.string().max(64) }),
    z.object({
      type: z.literal('send'),
      channelId: id,
      content: text,
      attachments: z.array(file).max(10),
      /** The message that it answers. */
      replyTo: id.optional(),
      pingsAuthor: z.boolean().optional(),
    }),
    z.object({
      type: z.literal('runCommand'),
      channelId: id,
      command: z.string().max(128),
      options: z.record(z.string(), z.union([text, z.number(), z.boolean(), file])),
    }),
    /** What does the bot suggest for the option that is being typed? */
    z.object({
      type: z.literal('suggest'),
      channelId: id,
      command: z.string().max(128),
      options: z.record(z.string(), z.union([text, z.number(), z.boolean()])),
      focused: z.string().max(32),
    }),
    z.object({
      type: z.literal('runMessageCommand'),
      channelId: id,
      messageId: id,
      command: z.string().max(128),
    }),
    z.object({
      type: z.literal('click'),
      channelId: id,
      messageId: id,
      customId: z.string().max(100),
    }),
    z.object({
      type: z.literal('select'),
      channelId: id,
      messageId: id,
      customId: z.string().max(100),
      values: z.array(z.string().max(100)).max(25),
    }),
    z.object({
      type: z.literal('submitModal'),
      modalId: id,
      values: z.record(z.string(), z.union([text, z.array(z.string().max(100)).max(25)])),
    }),
    z.object({ type: z.literal('deleteMessage'), channelId: id, messageId: id }),
    /** Have Discord's client speak another language. */
    z.object({ type: z.literal('setLanguage'), language: z.enum(languages) }),
    /** Be told of the bot's requests, or no longer. */
    z.object({ type: z.literal('watchTraffic'), watch: z.boolean() }),
    z.object({
      type: z.literal('setSpeed'),
      firstWordsMs: z.number().min(0).max(60_000),
      tokensPerSecond: z.number().min(1).max(10_000),
    }),
    z.object({
      type: z.literal('cause'),
      /** The channel that is looked at. */
      channelId: id,
      fault: z.enum([
        'discordError',
        'modelCutOff',
        'modelRateLimited',
        'killBot',
        'restartBot',
        'deleteReply',
      ]),
    }),
  ]),
);

export type PageRequest = z.infer<typeof requestSchema>;
export type RequestType = PageRequest['type'];
/** A request of one type, without its id. */
export type RequestBody<T extends RequestType = RequestType> = T extends RequestType
  ? Omit<Extract<PageRequest, { type: T }>, 'id'>
  : never;
/** A file as it is sent to the server. */
export type SentFile = z.infer<typeof file>;
/** What can be made to go wrong. */
export type FaultName = RequestBody<'cause'>['fault'];
