import type { CommandOption } from '../server/protocol.ts';
import { lengthOf } from './text.ts';

/** What an option is filled with. */
export type OptionValue = string | number | boolean | File;

/** What stands in an option's field: text as it was typed, or a choice or a file. */
export interface Field {
  text: string;
  value?: OptionValue;
}

/** What would be sent of these options, and what is wrong with the others. */
export function valuesOf(options: readonly CommandOption[], fields: ReadonlyMap<string, Field>) {
  const values = new Map<string, OptionValue>();
  const problems = new Map<string, string>();
  for (const option of options) {
    const field = fields.get(option.name);
    if (!field) continue;
    const { value, problem } = checked(option, field);
    if (problem !== undefined) problems.set(option.name, problem);
    else if (value !== undefined) values.set(option.name, value);
  }
  return { values, problems };
}

/** The value to send; or what Discord's client says when it is not one. */
function checked(
  { kind, required, choices, minLength, maxLength }: CommandOption,
  { text, value }: Field,
): { value?: OptionValue; problem?: string } {
  if (value !== undefined) return { value };
  const typed = text.trim();
  if (typed === '') {
    return required ? { problem: 'This option is required. Specify a value.' } : {};
  }
  if (kind === 'choice') {
    const choice = choices.find(({ name }) => name.toLowerCase() === typed.toLowerCase());
    return choice ? { value: choice.value } : { problem: 'Specify a valid choice.' };
  }
  if (kind === 'integer' || kind === 'number') {
    const number = Number(typed);
    const fits = kind === 'integer' ? Number.isInteger(number) : Number.isFinite(number);
    return fits ? { value: number } : { problem: `Specify a valid ${kind}.` };
  }
  const length = lengthOf(typed);
  const isShort = minLength !== undefined && length < minLength;
  const isLong = maxLength !== undefined && length > maxLength;
  if (isShort) return { problem: `Must be at least ${minLength} in length.` };
  return isLong ? { problem: `Must be ${maxLength} or fewer in length.` } : { value: typed };
}
