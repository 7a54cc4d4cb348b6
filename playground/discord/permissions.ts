import { PermissionFlagsBits } from 'discord.js';

/** A permission by Discord's name. */
export type PermissionName = keyof typeof PermissionFlagsBits;

const CHAT = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
] as const;

/** What everybody may do in a server here, managing messages included; the bot has the same role. */
const EVERYONE_PERMISSIONS: readonly PermissionName[] = [
  ...CHAT,
  'ManageMessages',
  'UseApplicationCommands',
  'UseExternalApps',
];

/** The permissions as one number. */
export const permissionBits = (names: readonly PermissionName[]): bigint =>
  names.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);

export const EVERYONE_BITS = permissionBits(EVERYONE_PERMISSIONS);

/** What Discord grants an app where only the person has installed it. */
export const USER_APP_BITS = permissionBits(['EmbedLinks', 'AttachFiles']);

/** What Discord grants an app in its own direct messages. */
export const DIRECT_BITS = permissionBits([
  'EmbedLinks',
  'AttachFiles',
  'MentionEveryone',
  'UseExternalEmojis',
]);
