const CODE = /```[\s\S]*?(```|$)|`[^`\n]*`/g;

/** What Discord shows as bare characters, or the persona rules out. */
const FORBIDDEN: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a table', /^ *\|? *:?-{2,}:? *(\| *:?-{2,}:? *)+\|? *$/m],
  // Only names of elements: <https://…>, <t:…> and <@…> are Discord's own.
  [
    'HTML',
    /<\/?(a|b|br|blockquote|center|code|details|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|span|strong|sub|summary|sup|table|td|th|tr|u|ul)(\s[^<>]*)?\/?>/i,
  ],
  ['a picture', /!\[[^\]\n]*\]\([^)\n]*\)/],
  ['a horizontal rule', /^ {0,3}([-*_])( *\1){2,} *$/m],
];

/** What of a text is no Markdown for Discord, such as `a table`; null if everything is. */
export function foreignMarkdown(text: string): string | null {
  const prose = text.replaceAll(CODE, '');
  const found = FORBIDDEN.filter(([, pattern]) => pattern.test(prose)).map(([name]) => name);
  return found.length > 0 ? found.join(', ') : null;
}
