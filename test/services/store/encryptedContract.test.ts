import { describe } from 'vitest';
import { encryptedKinds } from '../../support/databases.ts';
import { storeContract } from './contract.ts';

for (const kind of encryptedKinds) {
  describe.skipIf(!kind.available)(`the store on ${kind.name}`, () => {
    storeContract(kind);
  });
}
