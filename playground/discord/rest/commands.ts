import { type Command, withoutLocalizations } from '../commands.ts';
import { errors } from '../errors.ts';
import type { Json } from '../json.ts';
import { bodies } from '../schemas.ts';
import { type Answer, type Call, noContent, ok, param, type Route } from './router.ts';

/** The server whose commands the route is about; undefined for global ones. */
const scopeOf = (call: Call): string | undefined => {
  if (param(call, 'application') !== call.world.applicationId) throw errors.unknownApplication();
  const { guild: id } = call.params;
  if (id === undefined) return undefined;
  const guild = call.world.guilds.get(id);
  if (!guild) throw errors.unknownGuild();
  if (!guild.botInstalled) throw errors.missingAccess();
  return id;
};

const list = (call: Call): Answer => {
  const commands = call.world.commands.list(scopeOf(call));
  const isFull = call.query.get('with_localizations') === 'true';
  return ok(isFull ? commands : commands.map(withoutLocalizations));
};

const replaceAll = (call: Call): Answer => {
  const scope = scopeOf(call);
  const body = bodies.commands(call.body) as unknown as Json[];
  return ok(call.world.commands.replaceAll(scope, body));
};

const create = (call: Call): Answer => {
  const scope = scopeOf(call);
  const body = bodies.commandCreate(call.body);
  const { command, created } = call.world.commands.upsert(scope, body);
  return { status: created ? 201 : 200, body: command };
};

const one = (call: Call): Command => call.world.commands.get(scopeOf(call), param(call, 'command'));

const patch = (call: Call): Answer => {
  const { id } = one(call);
  const body = bodies.commandPatch(call.body);
  return ok(call.world.commands.patch(scopeOf(call), id, body));
};

const remove = (call: Call): Answer => {
  call.world.commands.delete(scopeOf(call), one(call).id);
  return noContent;
};

const ROOTS = [
  '/applications/:application/commands',
  '/applications/:application/guilds/:guild/commands',
];

export const commandRoutes: readonly Route[] = ROOTS.flatMap((root): Route[] => [
  { method: 'GET', template: root, access: 'bot', handle: list },
  { method: 'PUT', template: root, access: 'bot', handle: replaceAll },
  { method: 'POST', template: root, access: 'bot', handle: create },
  { method: 'GET', template: `${root}/:command`, access: 'bot', handle: (call) => ok(one(call)) },
  { method: 'PATCH', template: `${root}/:command`, access: 'bot', handle: patch },
  { method: 'DELETE', template: `${root}/:command`, access: 'bot', handle: remove },
]);
