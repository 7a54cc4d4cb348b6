// Loaded into the bot's process before the bot: measures what that uses between two messages.
import { UsageMeter } from '../usage.ts';

let meter: UsageMeter | undefined;

process.on('message', (order) => {
  if (order === 'begin') meter = new UsageMeter();
  process.send?.(order === 'begin' ? 'begun' : meter?.stop());
});
