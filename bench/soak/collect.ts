// Loaded into the soak's bot, which is started with --expose-gc: what its process takes is then what it keeps. By itself
// V8 collects as late as it can, which with much memory is after more than half an hour.

/** How often all garbage is collected, in milliseconds: it takes the bot about a tenth of a second. */
const EVERY_MS = 10_000;

setInterval(() => globalThis.gc?.(), EVERY_MS).unref();
