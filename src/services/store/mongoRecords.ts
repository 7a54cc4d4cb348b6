import type { Connection, mongo } from 'mongoose';
import type { Agreement, EncryptionNote } from '../encryption/note.ts';
import { connectMongo } from './mongoConnection.ts';
import { appendNote } from './mongoNotes.ts';
import {
  type Batch,
  type Collection,
  fieldsOf,
  type Records,
  type Rewrite,
  type StoredRecord,
} from './records.ts';

type Document = Record<string, unknown> & { _id: string };

/** The database in MongoDB as a whole. */
export class MongoRecords implements Records {
  readonly #connection: Connection;

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @throws {EncryptionRefused} as `agree` does */
  static async open(uri: string, agree: Agreement): Promise<MongoRecords> {
    return connectMongo({ uri, agree }, async (connection) => new MongoRecords(connection));
  }

  async rewrite(
    collection: Collection,
    after: string | undefined,
    limit: number,
    how: Rewrite,
  ): Promise<Batch> {
    const documents = this.#connection.collection<Document>(collection);
    const further: mongo.Filter<Document> = after === undefined ? {} : { _id: { $gt: after } };
    const found = await documents.find(further).sort({ _id: 1 }).limit(limit).toArray();
    const writes = found.flatMap((document) => {
      const record = recordOf(collection, document);
      const changed = how(record);
      // Every text that is written anew differs: what is still the same was not written meanwhile.
      const filter = { _id: document._id, ...equalTo(record.fields) };
      return changed ? [{ updateOne: { filter, update: { $set: changed } } }] : [];
    });
    const changed =
      writes.length > 0 ? (await documents.bulkWrite(writes, { ordered: false })).matchedCount : 0;
    return {
      read: found.length,
      changed,
      overtaken: writes.length - changed,
      next: found.length === limit ? found.at(-1)?._id : undefined,
    };
  }

  async append(note: EncryptionNote): Promise<boolean> {
    return appendNote(this.#connection, note);
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}

/** Profiles and rehearsals have their person's id. */
function recordOf(collection: Collection, document: Document): StoredRecord {
  const { _id, userId = _id, practiceId, version = 0 } = document;
  const words = fieldsOf(collection).flatMap(({ name }) =>
    document[name] === undefined ? [] : [[name, document[name]]],
  );
  return {
    userId: String(userId),
    id: collection === 'practices' ? String(practiceId) : _id,
    version: Number(version),
    fields: Object.fromEntries(words),
  };
}

const equalTo = (fields: StoredRecord['fields']) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { $eq: value }]));
