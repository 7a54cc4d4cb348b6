import type { ProfileModel } from '../../models/schemas.ts';

interface OwnedWrite {
  /** Writes it; false if it was refused. */
  write: () => Promise<boolean>;
  /** Removes what was written, and nothing that was there before. */
  undo: () => Promise<unknown>;
}

/**
 * Writes what a person with a profile has. False when it is refused or there is no profile (any more): then nothing is
 * left of it. A deletion removes the profile and, after that, everything once more: it finds what was written before,
 * and what is written later finds no profile. A profile may also be removed alone: what there was besides stays.
 */
export async function written(
  userId: string,
  profiles: ProfileModel,
  { write, undo }: OwnedWrite,
): Promise<boolean> {
  const isKnown = async () => (await profiles.exists({ _id: userId })) !== null;
  if (!(await isKnown()) || !(await write())) return false;
  if (await isKnown()) return true;
  await undo();
  return false;
}
