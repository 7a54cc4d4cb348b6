import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { describe, expect, test } from 'vitest';
import { checkInModel } from '../../../src/models/checkInSchemas.ts';
import { dueQuery } from '../../../src/services/store/mongoCheckIns.ts';
import { STATEMENTS } from '../../../src/services/store/sqliteStatements.ts';
import { mongodb, sqlite } from '../../support/databases.ts';

/** Looking for what is due happens all the time: it must not cost more with every check-in there is. */
describe('what is due, and what is somebody’s, is read from an index', () => {
  test('of SQLite', async () => {
    const database = await sqlite.create();
    await database.open();
    const reader = new DatabaseSync(join(database.location.dataDir, 'confidant.db'));
    const planOf = (sql: string) =>
      reader
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => detail);
    expect(planOf(STATEMENTS.dueCheckIns)).toEqual([
      'SEARCH check_ins USING INDEX check_ins_due (status=? AND try_at<?)',
    ]);
    expect(planOf(STATEMENTS.checkIns)).toEqual([
      'SEARCH check_ins USING INDEX check_ins_person (user_id=?)',
    ]);
    reader.close();
    await database.drop();
  });

  test.skipIf(!mongodb.available)('of MongoDB', async () => {
    const database = await mongodb.create();
    await database.open();
    const connection = await mongoose
      .createConnection(`${database.location.mongodbUri}`)
      .asPromise();
    const checkIns = checkInModel(connection);
    const query = dueQuery(checkIns, new Date());
    const fields = Object.keys(query.getFilter());
    const keys = (await checkIns.collection.indexes()).map(({ key }) => Object.keys(key));
    expect(keys).toContainEqual(fields);
    expect(Object.keys(query.getOptions().sort ?? {})).toEqual(fields.slice(-1));
    expect(keys.some(([first]) => first === 'userId')).toBe(true);
    await connection.close();
    await database.drop();
  });
});
