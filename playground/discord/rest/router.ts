import type { Limits } from '../rateLimits.ts';
import type { World } from '../world.ts';
import type { UploadedFile } from './body.ts';

/** A request whose route is known and whose body is read. */
export interface Call {
  world: World;
  method: string;
  /** The route's parameters by name. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: unknown;
  files: readonly UploadedFile[];
}

export interface Answer {
  status: number;
  body?: unknown;
}

/** A bucket of its own for each value of the parameter `owner`. */
export interface BucketRule {
  limit: 'interaction' | 'channelCreate' | 'channelEdit';
  owner: 'token' | 'channel';
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/channels/:channel/messages` */
  template: string;
  /** Who may ask: the bot with its token, or whoever holds an interaction's token. */
  access: 'bot' | 'interaction';
  bucket?: BucketRule;
  handle: (call: Call) => Answer;
}

interface Node {
  fixed: Map<string, Node>;
  parameter?: { name: string; node: Node };
  routes: Map<string, Route>;
}

const emptyNode = (): Node => ({ fixed: new Map(), routes: new Map() });

export interface Match {
  route: Route | undefined;
  /** Whether the path exists, with other methods at least. */
  pathExists: boolean;
  params: Record<string, string>;
}

/** Finds routes by path, one step a segment. */
export class Router {
  readonly #root = emptyNode();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      let node = this.#root;
      for (const segment of route.template.slice(1).split('/')) node = stepTo(node, segment);
      node.routes.set(route.method, route);
    }
  }

  match(method: string, path: string): Match {
    const params: Record<string, string> = {};
    let node: Node | undefined = this.#root;
    for (const encoded of path.slice(1).split('/')) {
      const segment = decoded(encoded);
      const fixed: Node | undefined = node.fixed.get(segment);
      if (fixed) {
        node = fixed;
      } else if (node.parameter && segment !== '') {
        params[node.parameter.name] = segment;
        node = node.parameter.node;
      } else {
        return { route: undefined, pathExists: false, params };
      }
    }
    return { route: node.routes.get(method), pathExists: node.routes.size > 0, params };
  }
}

/** A segment as it was meant: clients write "@me" as "%40me". */
const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

const stepTo = (node: Node, segment: string): Node => {
  if (segment.startsWith(':')) {
    node.parameter ??= { name: segment.slice(1), node: emptyNode() };
    return node.parameter.node;
  }
  let next = node.fixed.get(segment);
  if (!next) {
    next = emptyNode();
    node.fixed.set(segment, next);
  }
  return next;
};

/** What a bucket is called: routes that share a name share its windows. */
export const bucketKind = (route: Route, rule: BucketRule, limits: Limits): string =>
  rule.limit === 'interaction' && limits.interactionShared
    ? 'interaction'
    : `${route.method} ${rule.limit}`;

/** A parameter that the route's template is known to have. */
export const param = (call: Call, name: string): string => {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}`);
  return value;
};

export const noContent: Answer = { status: 204 };

export const ok = (body: unknown): Answer => ({ status: 200, body });
