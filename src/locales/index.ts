import type { LocaleString } from 'discord.js';
import { createInstance, type TFunction } from 'i18next';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { ptBR } from './pt-BR.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** A language that the bot speaks. */
interface Language {
  /** As `Intl` knows it. */
  code: string;
  /** The settings of Discord's client that mean it. */
  discordLocales: readonly LocaleString[];
  texts: object;
}

/** The language of everybody whose own the bot does not speak, and of what code calls commands and options. */
export const ENGLISH: Language = {
  code: 'en',
  discordLocales: ['en-US', 'en-GB'],
  texts: en,
};

export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  { code: 'es', discordLocales: ['es-ES', 'es-419'], texts: es },
  { code: 'fr', discordLocales: ['fr'], texts: fr },
  { code: 'de', discordLocales: ['de'], texts: de },
  { code: 'pt-BR', discordLocales: ['pt-BR'], texts: ptBR },
  { code: 'ja', discordLocales: ['ja'], texts: ja },
];

/** The bot's words in one language. */
export type Words = TFunction;

/** Gives the bot's words in the language of a Discord locale, in English where there is no such language. */
export type Translator = (locale: string) => Words;

/** Loads the languages; nothing is fetched. */
export async function createTranslator(): Promise<Translator> {
  const i18n = createInstance();
  await i18n.init({
    resources: Object.fromEntries(
      LANGUAGES.map(({ code, texts }) => [code, { translation: texts }]),
    ),
    fallbackLng: ENGLISH.code,
    // Discord renders Markdown, not HTML.
    interpolation: { escapeValue: false },
  });
  const byLocale = new Map<string, Words>(
    LANGUAGES.flatMap(({ code, discordLocales }) =>
      discordLocales.map((locale) => [locale, i18n.getFixedT(code)] as const),
    ),
  );
  const english = i18n.getFixedT(ENGLISH.code);
  return (locale) => byLocale.get(locale) ?? english;
}
