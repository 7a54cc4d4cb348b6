import { DatabaseRefused } from './refused.ts';

/** The version since which what a database says of its encryption has checks. */
export const CHECKS_SINCE = 13;

/**
 * The steps from the version that a database has to the one that this program knows, each with the version that it
 * leads to.
 * @throws {DatabaseRefused} when the database was written by a newer program, which an older one would damage
 */
export function pendingMigrations<Step>(
  migrations: readonly Step[],
  version: number,
): { version: number; migrate: Step }[] {
  const known = migrations.length;
  if (version > known) {
    throw new DatabaseRefused(
      `it was written by a newer version of Confidant (schema ${version}; this one knows ${known})`,
    );
  }
  return migrations
    .slice(version)
    .map((migrate, index) => ({ version: version + index + 1, migrate }));
}
