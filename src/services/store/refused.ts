/** Why a database is not opened, in words for whoever hosts the bot. Waiting does not mend it. */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused';
}
