import { describe, expect, test } from 'vitest';
import { databaseKinds, mongodb } from '../../support/databases.ts';
import { storeContract } from './contract.ts';

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`the store on ${kind.name}`, () => {
    storeContract(kind);
  });
}

test.runIf(process.env['CI'] === 'true')('continuous integration has a MongoDB to test on', () => {
  expect(mongodb.available).toBe(true);
});
