import mongoose from 'mongoose';
import type { TestDatabase } from './databases.ts';
import type { Running } from './process.ts';

/** Kills a process of the bot at once, and lets so much time pass that it counts as gone. */
export async function kill(bot: Running, { location }: TestDatabase): Promise<void> {
  bot.child.kill('SIGKILL');
  await bot.ended;
  if (!location.mongodbUri) return;
  const connection = await mongoose.createConnection(location.mongodbUri).asPromise();
  await connection.collection('leases').updateMany({}, { $set: { seenAt: new Date(0) } });
  await connection.close();
}
