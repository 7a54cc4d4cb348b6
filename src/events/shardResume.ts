import { Events } from 'discord.js';
import type { Event } from './index.ts';

/** A shard's connection was cut and goes on where it was. */
export const shardResume: Event<Events.ShardResume> = {
  name: Events.ShardResume,

  execute({ log }, shardId, replayedEvents) {
    log.info({ shardId, replayedEvents }, 'connection to Discord resumed');
  },
};
