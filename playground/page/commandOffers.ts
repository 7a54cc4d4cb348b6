import { html } from 'lit';
import type { OfferedCommand, User } from '../server/protocol.ts';
import { avatarOf } from './avatars.ts';
import type { PickerContent } from './picker.ts';

/** The slash commands that fit what is typed, by either of their names; undefined when none does. */
export function commandOffers(
  text: string,
  commands: readonly OfferedCommand[],
  app: User,
  begin: (command: OfferedCommand) => void,
): PickerContent | undefined {
  const typed = /^\/([\p{L}\p{N}_ -]*)$/u.exec(text)?.[1]?.toLowerCase();
  if (typed === undefined) return undefined;
  const fitting = commands.filter(
    ({ kind, name, label }) =>
      kind === 'slash' && [name, label].some((words) => words.includes(typed.trimEnd())),
  );
  if (fitting.length === 0) return undefined;
  const origin = app.displayName;
  return {
    title: typed === '' ? origin : html`Commands matching <strong>/${typed}</strong>`,
    items: ranked(fitting, typed).map((command) => ({
      label: `/${command.label}`,
      description: command.description,
      origin,
      icon: html`<img src=${avatarOf(app)} alt="" />`,
      pick: () => begin(command),
    })),
    active: 0,
  };
}

/** Those that begin with what is typed come first. */
const ranked = (commands: OfferedCommand[], typed: string): OfferedCommand[] =>
  commands.toSorted((one, other) => Number(begins(other, typed)) - Number(begins(one, typed)));

const begins = ({ name, label }: OfferedCommand, typed: string): boolean =>
  name.startsWith(typed) || label.startsWith(typed);
