import mongoose from 'mongoose';

const DUPLICATE_KEY = 11_000;

/** How often it is tried to create or replace what others create and delete at the same time. */
const ATTEMPTS = 5;

/** Creates or replaces. Of several that create at once, one does; the others' inserts are refused, and then replace. */
export async function upserted(save: () => Promise<unknown>, attempts = ATTEMPTS): Promise<true> {
  try {
    await save();
    return true;
  } catch (error) {
    if (!isDuplicateKey(error) || attempts <= 1) throw error;
  }
  return upserted(save, attempts - 1);
}

/** Whether an insert took place; false when what must be unique was there already. */
export async function isNew(insert: Promise<unknown>): Promise<boolean> {
  try {
    await insert;
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY;
}
