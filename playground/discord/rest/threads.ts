import { ChannelType } from 'discord.js';
import type { Channel } from '../channel.ts';
import { errors, invalidForm } from '../errors.ts';
import type { Json } from '../json.ts';
import { bodies } from '../schemas.ts';
import { Thread, type ThreadChanges } from '../thread.ts';
import { channelOf, messageOf, needs } from './access.ts';
import { type Answer, type Call, noContent, ok, param, type Route } from './router.ts';

/** The text channel of the route, below which there can be threads. */
const parentOf = (call: Call): Channel => {
  const channel = channelOf(call);
  if (!channel.guild) throw errors.notInDirectMessages();
  if (channel.type !== ChannelType.GuildText) throw errors.wrongChannelType();
  return channel;
};

/** The thread of the route; other channels have no members of their own. */
const threadOf = (call: Call): Thread => {
  const channel = channelOf(call);
  if (!(channel instanceof Thread)) throw errors.wrongChannelType();
  return channel;
};

const activeThreadOf = (call: Call): Thread => {
  const thread = threadOf(call);
  if (thread.archived) throw errors.threadArchived();
  return thread;
};

const nameOf = ({ name }: Json): string => {
  const trimmed = String(name).trim();
  if (trimmed !== '') return trimmed;
  throw invalidForm([
    { path: ['name'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' },
  ]);
};

/** What a body says of a thread, as far as it says it. */
const changesIn = (data: Json): ThreadChanges => ({
  ...(typeof data['name'] === 'string' && { name: nameOf(data) }),
  ...(typeof data['archived'] === 'boolean' && { archived: data['archived'] }),
  ...(typeof data['locked'] === 'boolean' && { locked: data['locked'] }),
  ...(typeof data['invitable'] === 'boolean' && { invitable: data['invitable'] }),
  ...(typeof data['auto_archive_duration'] === 'number' && {
    autoArchiveDuration: data['auto_archive_duration'],
  }),
});

const start = (call: Call): Answer => {
  const { world } = call;
  const parent = parentOf(call);
  const data = bodies.threadCreate(call.body);
  // Without a type, Discord makes a private one.
  const type = data['type'] ?? ChannelType.PrivateThread;
  if (type === ChannelType.AnnouncementThread) throw errors.wrongChannelType();
  const isPrivate = type === ChannelType.PrivateThread;
  needs(parent, isPrivate ? 'CreatePrivateThreads' : 'CreatePublicThreads');
  const thread = world.threads.start(parent, {
    ...changesIn(data),
    name: nameOf(data),
    ownerId: world.applicationId,
    isPrivate,
  });
  return { status: 201, body: thread.toBot() };
};

const startFromMessage = (call: Call): Answer => {
  const { world } = call;
  const parent = parentOf(call);
  const message = messageOf(call, parent);
  needs(parent, 'CreatePublicThreads', 'ReadMessageHistory');
  // discord.js names a type here too, which Discord overlooks.
  const data = bodies.threadCreate(call.body);
  if (message.thread) throw errors.threadExists();
  const thread = world.threads.start(parent, {
    ...changesIn(data),
    name: nameOf(data),
    ownerId: world.applicationId,
    message,
  });
  return { status: 201, body: thread.toBot() };
};

const update = (call: Call): Answer => {
  const { world } = call;
  const channel = channelOf(call);
  if (!channel.guild) throw errors.notInDirectMessages();
  // Nobody here lets a bot change the channels themselves.
  if (!(channel instanceof Thread)) throw errors.missingPermissions();
  const data = bodies.threadUpdate(call.body);
  if (channel.archived && data['archived'] !== false) throw errors.threadArchived();
  if (!mayUpdate(channel, data, world.applicationId)) throw errors.missingPermissions();
  world.threads.change(channel, changesIn(data), world.applicationId);
  return ok(channel.toBot());
};

const mayUpdate = (thread: Thread, data: Json, botId: string): boolean => {
  if (thread.botMay('ManageThreads')) return true;
  if (thread.locked || 'locked' in data || 'rate_limit_per_user' in data) return false;
  const { archived, ...others } = data;
  const onlyTakesBack = archived === false && Object.keys(others).length === 0;
  return thread.ownerId === botId || (onlyTakesBack && thread.botMaySend);
};

const remove = (call: Call): Answer => {
  const channel = channelOf(call);
  // For a bot, closing its side of a DM changes nothing.
  if (!channel.guild) return ok(channel.toAPI());
  if (!(channel instanceof Thread)) throw errors.missingPermissions();
  needs(channel, 'ManageThreads');
  call.world.threads.delete(channel);
  return ok(channel.toBot());
};

const join = (call: Call): Answer => {
  const { world } = call;
  world.threads.add(activeThreadOf(call), world.applicationId);
  return noContent;
};

const leave = (call: Call): Answer => {
  const { world } = call;
  world.threads.remove(activeThreadOf(call), world.applicationId);
  return noContent;
};

const add = (call: Call): Answer => {
  const { world } = call;
  if (param(call, 'user') === world.applicationId) return join(call);
  const thread = activeThreadOf(call);
  if (!thread.botMaySend) throw errors.missingPermissions();
  const person = world.people.get(param(call, 'user'));
  if (!person) throw errors.unknownUser();
  if (!thread.mayInvite(world.applicationId)) needs(thread, 'ManageThreads');
  if (!thread.parent.isVisibleTo(person)) throw errors.missingAccess();
  world.threads.add(thread, person.id, world.applicationId);
  return noContent;
};

const removeMember = (call: Call): Answer => {
  const { world } = call;
  if (param(call, 'user') === world.applicationId) return leave(call);
  const thread = activeThreadOf(call);
  const isOwner = thread.isPrivate && thread.ownerId === world.applicationId;
  if (!isOwner) needs(thread, 'ManageThreads');
  const user = param(call, 'user');
  if (!thread.hasMember(user)) throw errors.unknownMember();
  world.threads.remove(thread, user, world.applicationId);
  return noContent;
};

const describe = ({ world, query }: Call, thread: Thread, userId: string): Json => ({
  ...thread.memberAPI(userId),
  ...(query.get('with_member') === 'true' && {
    member: thread.guild.member(world.userOf(userId) ?? { id: userId }),
  }),
});

const member = (call: Call): Answer => {
  const thread = threadOf(call);
  const user = call.params['user'] ?? call.world.applicationId;
  if (!thread.hasMember(user)) throw errors.unknownMember();
  return ok(describe(call, thread, user));
};

const members = (call: Call): Answer => {
  const thread = threadOf(call);
  // Discord keeps this list from apps without the Server Members intent.
  if (!call.world.guildMembers) throw errors.missingAccess();
  return ok([...thread.joined.keys()].map((userId) => describe(call, thread, userId)));
};

const active = (call: Call): Answer => {
  const guild = call.world.guilds.get(param(call, 'guild'));
  if (!guild) throw errors.unknownGuild();
  if (!guild.botInstalled) throw errors.missingAccess();
  const threads = guild.activeThreads;
  return ok({
    threads: threads.map((thread) => thread.toAPI()),
    members: threads
      .filter((thread) => thread.hasMember(guild.botId))
      .map((thread) => thread.memberAPI(guild.botId)),
  });
};

const channel = '/channels/:channel';
const ofThread = `${channel}/thread-members`;
const common = { access: 'bot' } as const;

export const threadRoutes: readonly Route[] = [
  { ...common, method: 'POST', template: `${channel}/threads`, handle: start },
  {
    ...common,
    method: 'POST',
    template: `${channel}/messages/:message/threads`,
    handle: startFromMessage,
  },
  { ...common, method: 'PATCH', template: channel, handle: update },
  { ...common, method: 'DELETE', template: channel, handle: remove },
  { ...common, method: 'GET', template: ofThread, handle: members },
  { ...common, method: 'GET', template: `${ofThread}/@me`, handle: member },
  { ...common, method: 'PUT', template: `${ofThread}/@me`, handle: join },
  { ...common, method: 'DELETE', template: `${ofThread}/@me`, handle: leave },
  { ...common, method: 'GET', template: `${ofThread}/:user`, handle: member },
  { ...common, method: 'PUT', template: `${ofThread}/:user`, handle: add },
  { ...common, method: 'DELETE', template: `${ofThread}/:user`, handle: removeMember },
  { ...common, method: 'GET', template: '/guilds/:guild/threads/active', handle: active },
];
