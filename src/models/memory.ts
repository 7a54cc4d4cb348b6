/** What the coach keeps in mind of somebody when the turns themselves are no longer shown to the model. */
export interface Memory {
  /** A short summary; empty when there is nothing to remember, or it was cleared. */
  text: string;
  /** Turns that were asked up to then are in it, or are to be left out of it. */
  through: Date;
  /** When the newest of it was asked, or its person changed it last: it is kept for some time from then on. */
  newestAt: Date;
  /** How often it was written, from 1 on: of two that write the same version, one does. */
  version: number;
}

/** Characters of a memory, which is some 500 tokens at most in English. */
export const MEMORY_LENGTH = 2_000;
