import { get, Agent } from 'node:https';
import mongoose from 'mongoose';
import { DryMongoBinary, MongoMemoryServer } from 'mongodb-memory-server-core';
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The URI of the MongoDB that the tests may use. */
    mongodb: string | null;
  }
}

const PROBE_TIMEOUT_MS = 3_000;

/**
 * Provides one MongoDB to the whole run: the one at MONGODB_TEST_URI, else a mongod of its own, downloaded once. Where
 * there is neither, the tests on MongoDB are skipped and a line says so; with CI=true a test fails.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['MONGODB_TEST_URI'];
  if (given) {
    await ensureAnswers(given);
    project.provide('mongodb', given);
    return async () => {};
  }
  try {
    await ensureObtainable();
    const server = await MongoMemoryServer.create();
    project.provide('mongodb', server.getUri());
    return async () => {
      await server.stop();
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `\nThe tests on MongoDB are SKIPPED: none to test on (${reason}); set MONGODB_TEST_URI to one.\n\n`,
    );
    project.provide('mongodb', null);
    return async () => {};
  }
}

async function ensureAnswers(uri: string): Promise<void> {
  const connection = await mongoose
    .createConnection(uri, { serverSelectionTimeoutMS: 5_000 })
    .asPromise();
  await connection.close();
}

/** Rejects within seconds when there is no mongod on this machine and none can be downloaded. */
async function ensureObtainable(): Promise<void> {
  const options = await DryMongoBinary.generateOptions();
  if (await DryMongoBinary.locateBinary(options)) return;
  const url = await new MongoBinaryDownloadUrl(options).getDownloadUrl();
  await new Promise<void>((resolve, reject) => {
    const request = get(url, {
      method: 'HEAD',
      agent: new Agent({ proxyEnv: process.env }),
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    });
    request.once('error', () => reject(new Error(`${new URL(url).host} cannot be reached`)));
    request.once('response', (response) => {
      response.resume();
      if (response.statusCode === 200) resolve();
      else reject(new Error(`${url} answered ${response.statusCode}`));
    });
  });
}
