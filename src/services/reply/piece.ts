/** Stands in a text that is being written: what follows takes the place of all that came before. */
export const ANEW = Symbol('anew');

/** A piece of a text that is being written. */
export type Piece = string | typeof ANEW;
