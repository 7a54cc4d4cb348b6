import { Events, GatewayCloseCodes } from 'discord.js';
import type { Event } from './index.ts';

const REASONS: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'Discord does not accept DISCORD_TOKEN any more',
  [GatewayCloseCodes.ShardingRequired]: 'Discord asks for more shards: see SHARD_COUNT',
  [GatewayCloseCodes.InvalidShard]: 'Discord does not accept SHARD_COUNT and SHARD_IDS',
};

/** A shard's connection closed for good, such as for a token that was reset. */
export const shardDisconnect: Event<Events.ShardDisconnect> = {
  name: Events.ShardDisconnect,

  execute({ log, onClosed }, { code }, shardId) {
    log.fatal({ shardId, code }, REASONS[code] ?? 'Discord has closed the connection for good');
    onClosed?.();
  },
};
