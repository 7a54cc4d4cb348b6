import mongoose, { type Connection } from 'mongoose';
import type { Memory } from '../../models/memory.ts';
import { memoryModel, type MemoryModel } from '../../models/schemas.ts';
import { isNew } from './mongoInserts.ts';

/** What the coach keeps in mind of people, in MongoDB. A version is an insert, which takes place once. */
export class MongoMemories {
  readonly #memories: MemoryModel;

  constructor(connection: Connection) {
    this.#memories = memoryModel(connection);
  }

  async find(userId: string): Promise<Memory | null> {
    const found = await this.#memories.findOne({ userId }, null, { sort: { version: -1 } }).lean();
    if (!found) return null;
    const { text, through, newestAt, version } = found;
    return { text, through, newestAt, version };
  }

  /**
   * Adds a version to the one before it, which stays as long as the new one may have to be removed. False when that is
   * not the newest.
   */
  async add(userId: string, memory: Memory): Promise<boolean> {
    const { version } = memory;
    const before = (await this.find(userId))?.version ?? 0;
    if (before !== version - 1) return false;
    const document = { ...memory, _id: idOf(userId, version), userId };
    if (!(await isNew(this.#memories.create(document)))) return false;
    // Others may have gone further before the insert, and dropped what would have refused it.
    const last = (await this.find(userId))?.version ?? 0;
    if (last === version) return true;
    await this.remove(userId, version);
    return false;
  }

  async remove(userId: string, version: number): Promise<void> {
    await this.#memories.deleteOne({ _id: idOf(userId, version) });
  }

  async removeAll(userId: string): Promise<void> {
    await this.#memories.deleteMany({ userId });
  }

  /** Drops the versions that this one took the place of. */
  async dropBefore(userId: string, version: number): Promise<void> {
    await this.#memories.deleteMany({ userId, version: mongoose.trusted({ $lt: version }) });
  }
}

const idOf = (userId: string, version: number): string => `${userId}:${version}`;
