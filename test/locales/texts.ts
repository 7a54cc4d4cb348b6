import { createTranslator, LANGUAGES, type Words } from '../../src/locales/index.ts';

/** Every text of a language by its key, such as `advice.stop`. */
export function textsOf(texts: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([name, value]: [string, string | object]) =>
      typeof value === 'string'
        ? [[path + name, value] as const]
        : [...textsOf(value, `${path}${name}.`)],
    ),
  );
}

/** The key that code uses for a text: `advice.cooldown` for `advice.cooldown_one`. */
export const stemOf = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');

const translate = await createTranslator();

/** The languages as tests take them, by their code, with their texts and their words. */
export const languages = LANGUAGES.map(({ code, discordLocales, texts }) => ({
  code,
  locale: discordLocales[0] ?? code,
  texts: textsOf(texts),
  words: translate(discordLocales[0] ?? code),
}));

/** The text with this key, which may have been put together, with its values filled in. */
export const say = (words: Words, key: string, values: Record<string, unknown> = {}): string =>
  (words as (key: string, values: Record<string, unknown>) => string)(key, values);
