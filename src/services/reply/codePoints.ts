/** The length that Discord counts: Unicode code points. */
export function codePoints(text: string): number {
  // Spreading a text of 100,000 characters would allocate as many strings.
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
