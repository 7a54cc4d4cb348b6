import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { Keyring } from '../../src/services/encryption/keyring.ts';
import type { StoreLocation } from '../../src/services/store/index.ts';
import { ArgumentError } from '../../playground/program.ts';
import { TcpProxy } from '../../playground/tcpProxy.ts';
import type { Soak } from './arguments.ts';

/** An empty database for one soak. */
export interface SoakDatabase {
  location: StoreLocation;
  /** The bot's way to it, where it is a server. */
  proxy: TcpProxy | undefined;
  /** What the bot is told of it. */
  env: Record<'MONGODB_URI' | 'DATA_DIR' | 'ENCRYPTION_KEY', string>;
  drop: () => Promise<void>;
}

export async function createDatabase({ store, encrypt }: Soak): Promise<SoakDatabase> {
  const key = encrypt ? randomBytes(32).toString('base64') : '';
  const { mongodbUri, proxy, dataDir, drop } = await (store === 'sqlite'
    ? createFolder()
    : nameMongo());
  return {
    location: { mongodbUri, dataDir, keyring: Keyring.parse(key) },
    proxy,
    env: { MONGODB_URI: throughProxy(mongodbUri, proxy), DATA_DIR: dataDir, ENCRYPTION_KEY: key },
    drop,
  };
}

async function createFolder() {
  const dataDir = await mkdtemp(join(tmpdir(), 'confidant-soak-'));
  const drop = () => rm(dataDir, { recursive: true, force: true });
  return { mongodbUri: undefined, proxy: undefined, dataDir, drop };
}

async function nameMongo() {
  const server = process.env['MONGODB_TEST_URI'];
  if (!server) throw new ArgumentError('--store mongodb needs a server: set MONGODB_TEST_URI.');
  const uri = new URL(server);
  uri.pathname = `/confidant_soak_${Date.now().toString(36)}`;
  const proxy = await TcpProxy.start(uri.hostname, Number(uri.port || 27_017));
  const drop = async () => {
    await proxy.stop();
    const connection = await mongoose.createConnection(uri.href).asPromise();
    await connection.dropDatabase();
    await connection.close();
  };
  return { mongodbUri: uri.href, proxy, dataDir: '', drop };
}

/** The same database, which nobody tells the driver another way to. */
function throughProxy(mongodbUri: string | undefined, proxy: TcpProxy | undefined): string {
  if (mongodbUri === undefined || !proxy) return '';
  const uri = new URL(mongodbUri);
  uri.host = `127.0.0.1:${proxy.port}`;
  uri.searchParams.set('directConnection', 'true');
  return uri.href;
}
