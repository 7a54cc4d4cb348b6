import { createInstance, type TFunction } from 'i18next';
import { en } from './en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** The bot's words in one language. */
export type Words = TFunction;

/** Gives the bot's words in the language of a Discord locale, in English where there is no such language. */
export type Translator = (locale: string) => Words;

/** Loads the languages; nothing is fetched. */
export async function createTranslator(): Promise<Translator> {
  const i18n = createInstance();
  await i18n.init({
    resources: { en: { translation: en } },
    fallbackLng: 'en',
    // Discord renders Markdown, not HTML.
    interpolation: { escapeValue: false },
  });
  return (locale) => i18n.getFixedT(locale);
}
