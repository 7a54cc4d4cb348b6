import type { LocaleString } from 'discord.js';

/** What people see of a command, an option or a choice, and what is inside it. */
interface Named {
  name: string;
  description?: string | undefined;
  options?: readonly Named[] | undefined;
  choices?: readonly Named[] | undefined;
}

/**
 * One command that carries its names and descriptions in every language, from the same command in each of them.
 * Whoever uses a language that is not there sees the base.
 */
export function localized<Command extends Named>(
  base: Command,
  translations: ReadonlyMap<LocaleString, Named>,
): Command {
  const each = <Value>(read: (translation: Named) => Value): Map<LocaleString, Value> =>
    new Map([...translations].map(([locale, translation]) => [locale, read(translation)]));
  const children = (key: 'options' | 'choices') =>
    base[key] && {
      [key]: base[key].map((child, index) =>
        localized(
          child,
          each((translation) => counterpart(translation[key]?.[index], child)),
        ),
      ),
    };
  return {
    ...base,
    name_localizations: Object.fromEntries(each(({ name }) => name)),
    ...(base.description !== undefined && {
      description_localizations: Object.fromEntries(each(({ description }) => description)),
    }),
    ...children('options'),
    ...children('choices'),
  };
}

function counterpart(translated: Named | undefined, original: Named): Named {
  if (!translated) throw new Error(`"${original.name}" is missing in a translation`);
  return translated;
}
