import type { Store } from './store.ts';

/** Where the store is: MongoDB where there is a URI, else SQLite in the folder `dataDir`. */
export interface StoreLocation {
  mongodbUri: string | undefined;
  dataDir: string;
}

/** Opens the store. Rejects, in words for the person who hosts the bot, when the database cannot be opened. */
export async function openStore({ mongodbUri, dataDir }: StoreLocation): Promise<Store> {
  // Loading Mongoose takes half a second, which a bot on SQLite need not wait for.
  if (mongodbUri) {
    const { openMongoStore } = await import('./mongoStore.ts');
    return openMongoStore({ uri: mongodbUri });
  }
  const { openSqliteStore } = await import('./sqliteStore.ts');
  return openSqliteStore({ folder: dataDir });
}
