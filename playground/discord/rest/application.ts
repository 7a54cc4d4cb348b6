import { DiscordError, errors } from '../errors.ts';
import { bodies } from '../schemas.ts';
import { type Answer, type Call, ok, param, type Route } from './router.ts';

interface GatewayInfo {
  url: () => string;
  shards: number;
}

const gatewayInfo = ({ url, shards }: GatewayInfo): Answer =>
  ok({
    url: url(),
    shards,
    session_start_limit: {
      total: 1000,
      remaining: 1000,
      reset_after: 86_400_000,
      // Real small bots get 1, which would make every further shard wait five seconds.
      max_concurrency: 16,
    },
  });

const application = ({ world }: Call): Answer =>
  ok({
    id: world.applicationId,
    name: world.botUser['username'],
    icon: null,
    description: '',
    summary: '',
    type: null,
    bot: world.botUser,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: world.applicationFlags,
    owner: null,
    team: null,
    integration_types_config: { 0: {}, 1: {} },
    approximate_guild_count: world.guilds.size,
  });

const user = (call: Call): Answer => {
  const id = param(call, 'user');
  if (id === call.world.applicationId) return ok(call.world.botUser);
  const person = call.world.people.get(id);
  if (!person) throw errors.unknownUser();
  return ok(person.toAPI());
};

const guild = (call: Call): Answer => {
  const found = call.world.guilds.get(param(call, 'guild'));
  if (!found) throw errors.unknownGuild();
  if (!found.botInstalled) throw errors.missingAccess();
  return ok(found.toAPI());
};

const privateChannel = (call: Call): Answer => {
  const { recipient_id: id } = bodies.privateChannel(call.body);
  const person = call.world.people.get(String(id));
  if (!person) throw new DiscordError(400, 50_033, 'Invalid Recipient(s)');
  return ok(call.world.dmWithBot(person).toAPI());
};

/** What a bot asks about itself, the gateway, users and servers. */
export const applicationRoutes = (gateway: GatewayInfo): readonly Route[] => [
  {
    method: 'GET',
    template: '/gateway',
    access: 'bot',
    handle: () => ok({ url: gateway.url() }),
  },
  { method: 'GET', template: '/gateway/bot', access: 'bot', handle: () => gatewayInfo(gateway) },
  { method: 'GET', template: '/applications/@me', access: 'bot', handle: application },
  { method: 'GET', template: '/oauth2/applications/@me', access: 'bot', handle: application },
  {
    method: 'GET',
    template: '/users/@me',
    access: 'bot',
    handle: ({ world }) => ok(world.botUser),
  },
  { method: 'POST', template: '/users/@me/channels', access: 'bot', handle: privateChannel },
  { method: 'GET', template: '/users/:user', access: 'bot', handle: user },
  { method: 'GET', template: '/guilds/:guild', access: 'bot', handle: guild },
];
