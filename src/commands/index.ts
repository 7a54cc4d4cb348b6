import { advice } from './advice.ts';
import { checkin } from './checkin.ts';
import type { Command } from './command.ts';
import { getAdvice } from './getAdvice.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { practice } from './practice.ts';
import { privacy } from './privacy.ts';
import { profile } from './profile.ts';

/** Every command, by its English name. */
export const commands: Readonly<Record<string, Command>> = {
  advice,
  'Get advice': getAdvice,
  practice,
  checkin,
  profile,
  history,
  privacy,
  help,
};
