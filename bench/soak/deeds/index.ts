import type { SoakPerson } from '../person.ts';
import { ask, askAndStop, askTwice } from './advice.ts';
import { addCheckIn, listCheckIns } from './checkIns.ts';
import { getAdvice } from './getAdvice.ts';
import { history } from './history.ts';
import { mention, replyThere, writeDirectly, writeInARow } from './messages.ts';
import { askWithPicture, sendPicture } from './pictures.ts';
import { practise } from './practice.ts';
import { deleteEverything, exportEverything } from './privacy.ts';
import { introduce, setUp, viewProfile } from './profile.ts';

/** Something that people do. Rejects when the bot does not answer in time. */
export type Deed = (person: SoakPerson) => Promise<void>;

/** All that people do, by its name in the report, each as often as its weight says. */
export const DEEDS: readonly (readonly [weight: number, choice: readonly [string, Deed]])[] = [
  [22, ['advice', ask]],
  [6, ['advice, stopped', askAndStop]],
  [3, ['advice, twice at once', askTwice]],
  [2, ['advice with a picture', askWithPicture]],
  [16, ['direct message', writeDirectly]],
  [6, ['direct messages in a row', writeInARow]],
  [2, ['direct message with a picture', sendPicture]],
  [7, ['mention', mention]],
  [4, ['reply to the bot', replyThere]],
  [4, ['message command', getAdvice]],
  [4, ['practice', practise]],
  [5, ['check-in added', addCheckIn]],
  [3, ['check-ins listed', listCheckIns]],
  [8, ['history', history]],
  [3, ['profile', setUp]],
  [2, ['profile viewed', viewProfile]],
  [2, ['export', exportEverything]],
  [1, ['deletion', deleteEverything]],
];

/** What people do whom the bot does not know. */
export const arrive: readonly [string, Deed] = ['question before a profile', introduce];
