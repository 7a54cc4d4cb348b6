/** The length that Discord counts: Unicode code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
