import { parse } from 'discord-markdown-parser';
import fc from 'fast-check';

/** How many texts a property is tried on. */
export const CASES = process.env['CI'] === 'true' ? 10_000 : 1_000;

/**
 * What discord-markdown-parser, the judge, shows of a text: its characters, without white space, in runs of the
 * same formats.
 */
export function shownBy(text: string): Shown[] {
  const shown: Shown[] = [];
  const walk = (node: unknown, formats: readonly string[]): void => {
    if (Array.isArray(node)) {
      for (const child of node) walk(child, formats);
    } else if (typeof node === 'string') {
      add(shown, {
        formats: [...new Set(formats)].toSorted().join('+'),
        text: node.replaceAll(/\s/g, ''),
      });
    } else if (typeof node === 'object' && node !== null) {
      const { type, content, lang, target, level, ...rest } = node as Record<string, unknown>;
      if (type === 'br') return;
      const kind = [type, lang, type === 'link' ? target : undefined, level]
        .filter(Boolean)
        .join(':');
      const inner = type === 'text' ? formats : [...formats, kind];
      walk(content ?? JSON.stringify(rest), inner);
    }
  };
  walk(parse(text, 'extended'), []);
  return shown;
}

/** Text and the formats that it is shown in. */
interface Shown {
  formats: string;
  text: string;
}

/** Runs of several texts as the runs of one. */
export function joined(runs: readonly Shown[]): Shown[] {
  const all: Shown[] = [];
  for (const run of runs) add(all, { ...run });
  return all;
}

function add(runs: Shown[], run: Shown): void {
  const last = runs.at(-1);
  if (run.text === '') return;
  if (last?.formats === run.formats) last.text += run.text;
  else runs.push(run);
}

/** Words of every Unicode plane, without the characters that Markdown is made of. */
const word = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-z]{1,12}$/) },
  {
    weight: 3,
    arbitrary: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
      .map((text) => text.replaceAll(/[\p{Cc}\p{Cf}\p{Z}\p{P}\p{S}\p{M}\s\d]/gu, ''))
      .filter((text) => text !== ''),
  },
  { weight: 1, arbitrary: fc.constantFrom('👩‍👩‍👧', '🇯🇵', 'é', '日本', '𝒳𝓎', '🫶🏽') },
);
const words = (most: number) =>
  fc.array(word, { minLength: 1, maxLength: most }).map((list) => list.join(' '));

const atom = fc.oneof(
  word.map((label) => `[${label}](https://example.org/${label.length})`),
  fc.constantFrom(
    '<@12345678901234567>',
    '<#12345678901234567>',
    '<:heart:12345678901234567>',
    '<t:1700000000:R>',
    'https://example.org/a-b-c',
    '<https://example.org/x>',
  ),
);
const code = words(3).map((text) => `\`${text}\``);
const wrap = (inner: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom('**', '*', '__', '~~', '||', '_'), inner)
    .map(([mark, text]) => `${mark}${text}${mark}`);

const plain = words(8);
const emphasised = wrap(
  fc
    .array(fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: atom }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((list) => list.join(' ')),
);
const inline = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: plain },
      { weight: 3, arbitrary: emphasised },
      { weight: 1, arbitrary: code },
      { weight: 1, arbitrary: atom },
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => list.join(' '));
const sentence = fc
  .tuple(inline, fc.constantFrom('.', '!', '?', '', '…'))
  .map(([text, end]) => text + end);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
const lines = (marker: (index: number) => string) =>
  fc
    .array(sentence, { minLength: 1, maxLength: 5 })
    .map((list) => list.map((text, index) => marker(index) + text).join('\n'));

const block = fc.oneof(
  { weight: 5, arbitrary: paragraph },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('# ', '## ', '### ', '-# '), inline)
      .map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: lines(() => '- ') },
  { weight: 1, arbitrary: lines((index) => `${index + 1}. `) },
  { weight: 1, arbitrary: lines(() => '> ') },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('js', 'py', ''), fc.array(words(8), { minLength: 1, maxLength: 8 }))
      .map(([language, rows]) => `\`\`\`${language}\n${rows.join('\n')}\n\`\`\``),
  },
);

/** Texts as models write them: paragraphs, headings, lists, quotes, code, with all kinds of emphasis in them. */
export const markdownText = fc
  .tuple(
    fc.array(block, { minLength: 1, maxLength: 4 }),
    fc.option(
      lines(() => '').map((text) => `>>> ${text}`),
      { freq: 8 },
    ),
  )
  .map(([blocks, rest]) => [...blocks, ...(rest === null ? [] : [rest])].join('\n\n'));
