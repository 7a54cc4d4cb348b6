import type { en } from './en.ts';

/** All texts of a language. Those that count something exist once for each of its plural categories. */
export type Texts<Plural extends Intl.LDMLPluralRule, Shape = typeof en> = {
  [Key in keyof Shape as Counted<Key, Plural>]: Shape[Key] extends string
    ? string
    : Texts<Plural, Shape[Key]>;
};

/** English has `cooldown_one` and `cooldown_other`; a language with other categories has other keys. */
type Counted<Key, Plural extends string> = Key extends `${infer Stem}_${'one' | 'other'}`
  ? `${Stem}_${Plural}`
  : Key;
