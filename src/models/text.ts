/** Characters as Discord counts them: Unicode code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** A text of at most so many characters, as Discord counts them: of a longer one the beginning, and an ellipsis. */
export function shortened(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
}

/** Without space around it, and without control characters other than line breaks and tabs; '' if nothing is visible. */
export function tidyText(text: string): string {
  const tidied = text.replaceAll(/[^\P{Cc}\n\t]/gu, '').trim();
  return isBlank(tidied) ? '' : tidied;
}

/** The same in one line. */
export function tidyLine(text: string): string {
  const tidied = text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return isBlank(tidied) ? '' : tidied;
}

/** Whether a text shows nothing: only space, and characters such as the zero-width space. */
function isBlank(text: string): boolean {
  return !/[^\p{Cf}\p{Z}\s\u115F\u1160\u2800\u3164]/u.test(text);
}
