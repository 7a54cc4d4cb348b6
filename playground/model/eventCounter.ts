/** An event that carries something other than the end of the stream. */
const EVENT = /^data: ?\{/;
const WORDS = /"content":\s*"[^"]/;

/** Reads a completion's response as it passes by: how many events there were, and whether one had words. */
export class EventCounter {
  count = 0;
  /** Whether any words have come, in a stream or in a whole answer. */
  hasWords = false;
  #rest = '';

  read(bytes: Buffer): void {
    // One character a byte: what is looked for is ASCII, and a piece may end inside a character.
    const lines = (this.#rest + bytes.toString('latin1')).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#look(line);
  }

  #look(line: string): void {
    if (EVENT.test(line)) this.count += 1;
    this.hasWords ||= WORDS.test(line);
  }
}
