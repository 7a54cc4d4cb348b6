import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import type { Logger } from 'pino';
import { inject } from 'vitest';
import { Keyring } from '../../src/services/encryption/keyring.ts';
import { openStore, type StoreLocation } from '../../src/services/store/index.ts';
import type { Store } from '../../src/services/store/store.ts';

/** An empty database of a test's own. */
export interface TestDatabase {
  location: StoreLocation;
  /** Opens a store on it, like another start of the process: what was written before is there. */
  open(settings?: Pick<StoreLocation, 'keyring'>, log?: Pick<Logger, 'warn'>): Promise<Store>;
  /** Removes it. Its stores are closed before. */
  drop(): Promise<void>;
}

/** A kind of database: `available` where the machine has it. */
export interface DatabaseKind {
  name: string;
  available: boolean;
  create(): Promise<TestDatabase>;
}

const mongodbUri = inject('mongodb');

export const sqlite: DatabaseKind = {
  name: 'SQLite',
  available: true,
  async create() {
    const dataDir = await mkdtemp(join(tmpdir(), 'confidant-test-'));
    const drop = () => rm(dataDir, { recursive: true, force: true });
    return testDatabase({ mongodbUri: undefined, dataDir }, drop);
  },
};

export const mongodb: DatabaseKind = {
  name: 'MongoDB',
  available: mongodbUri !== null,
  async create() {
    if (!mongodbUri) throw new Error('There is no MongoDB in this run');
    const name = `confidant_test_${randomUUID().replaceAll('-', '')}`;
    const uri = mongodbUri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
    const drop = async () => {
      const connection = await mongoose.createConnection(uri).asPromise();
      await connection.dropDatabase();
      await connection.close();
    };
    return testDatabase({ mongodbUri: uri, dataDir: '' }, drop);
  },
};

/** Every kind of database that the store runs on. */
export const databaseKinds = [sqlite, mongodb] as const;

/** A key as ENCRYPTION_KEY takes it. */
export const newKey = (): string => randomBytes(32).toString('base64');

export function keyringOf(...keys: string[]): Keyring {
  const keyring = Keyring.parse(keys.join(','));
  if (!keyring) throw new Error('That is no key');
  return keyring;
}

/** The same kinds, with a key of each database's own. */
export const encryptedKinds: readonly DatabaseKind[] = databaseKinds.map((kind) => ({
  ...kind,
  name: `encrypted ${kind.name}`,
  async create() {
    const database = await kind.create();
    Object.assign(database.location, { keyring: keyringOf(newKey()) });
    return database;
  },
}));

function testDatabase(location: StoreLocation, remove: () => Promise<void>): TestDatabase {
  const stores: Store[] = [];
  return {
    location,
    async open(settings, log) {
      const store = await openStore({ ...location, ...settings }, log);
      stores.push(store);
      return store;
    },
    async drop() {
      await Promise.all(stores.map((store) => store.close()));
      await remove();
    },
  };
}

/** The store with some of its methods replaced, such as by ones that fail. */
export function withMethods(store: Store, methods: Partial<Store>): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const method: unknown = Reflect.get(methods, name) ?? Reflect.get(target, name);
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
}
