import type { Client } from 'discord.js';
import { ChannelSurface, createChannelRest } from '../../src/services/reply/channelSurface.ts';
import {
  createInteractionRest,
  InteractionSurface,
} from '../../src/services/reply/interactionSurface.ts';
import { ProgressiveReply } from '../../src/services/reply/progressiveReply.ts';
import { RequestBudget } from '../../src/services/reply/requestBudget.ts';
import type { BotSettings } from '../protocol.ts';
import type { Strategy } from './index.ts';

/** This project's own. */
export function component(_client: Client, { apiUrl, token }: BotSettings): Strategy {
  const interactionRest = createInteractionRest(apiUrl);
  const channelRest = createChannelRest(apiUrl, token);
  const budget = new RequestBudget();
  return {
    async inReplyTo(interaction, text) {
      const surface = new InteractionSurface(interactionRest, interaction, 'public');
      await surface.defer();
      await shown(new ProgressiveReply(surface).write(text));
    },
    async inAnswerTo({ channelId, id }, text) {
      const surface = new ChannelSurface(channelRest, budget, channelId, id);
      await shown(new ProgressiveReply(surface).write(text));
    },
  };
}

/** What could not be shown is a failure of the measurement. */
async function shown(written: Promise<Error | undefined>): Promise<void> {
  const gone = await written;
  if (gone) throw gone;
}
