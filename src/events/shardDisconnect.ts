import { Events } from 'discord.js';
import type { Event } from './index.ts';

/** A shard's connection closed for good, such as for a token that was reset. */
export const shardDisconnect: Event<Events.ShardDisconnect> = {
  name: Events.ShardDisconnect,

  execute({ log }, { code }, shardId) {
    log.error({ shardId, code }, 'disconnected from Discord');
  },
};
