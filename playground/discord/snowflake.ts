const DISCORD_EPOCH = 1_420_070_400_000;

let lastMillisecond = 0;
let increment = 0;

/** A new id whose creation time is now; every later one is greater, as Discord's are. */
export const snowflake = (): string => {
  const now = Date.now();
  if (now > lastMillisecond) {
    lastMillisecond = now;
    increment = 0;
  } else {
    increment += 1;
    if (increment === 4096) {
      lastMillisecond += 1;
      increment = 0;
    }
  }
  return ((BigInt(lastMillisecond - DISCORD_EPOCH) << 22n) | BigInt(increment)).toString();
};

/** Makes every later id greater than this one, which an earlier process has made. */
export const continueAfter = (id: string): void => {
  const millisecond = Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
  if (millisecond < lastMillisecond) return;
  lastMillisecond = millisecond + 1;
  increment = 0;
};

/** The shard that receives a server's events; everything outside servers goes to shard 0. */
export const shardOf = (guildId: string | undefined, shardCount: number): number =>
  guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shardCount));
