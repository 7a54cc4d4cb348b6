import mongoose from 'mongoose';

const DUPLICATE_KEY = 11_000;

/** Creates or replaces. Of two that create at once, the second insert is refused; then there is one to replace. */
export async function upserted(save: () => Promise<unknown>): Promise<true> {
  await save().catch((error: unknown) => {
    if (isDuplicateKey(error)) return save();
    throw error;
  });
  return true;
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
