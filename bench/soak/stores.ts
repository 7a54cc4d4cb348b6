import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import type { StoreLocation } from '../../src/services/store/index.ts';
import { ArgumentError } from './arguments.ts';

/** An empty database for one soak. */
export interface SoakDatabase {
  location: StoreLocation;
  drop: () => Promise<void>;
}

export async function createDatabase(kind: 'sqlite' | 'mongodb'): Promise<SoakDatabase> {
  if (kind === 'sqlite') {
    const dataDir = await mkdtemp(join(tmpdir(), 'confidant-soak-'));
    return {
      location: { mongodbUri: undefined, dataDir },
      drop: () => rm(dataDir, { recursive: true, force: true }),
    };
  }
  const server = process.env['MONGODB_TEST_URI'];
  if (!server) throw new ArgumentError('--store mongodb needs a server: set MONGODB_TEST_URI.');
  const uri = new URL(server);
  uri.pathname = `/confidant_soak_${Date.now().toString(36)}`;
  return {
    location: { mongodbUri: uri.href, dataDir: '' },
    async drop() {
      const connection = await mongoose.createConnection(uri.href).asPromise();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
