// Loaded into the bot's process before the bot: when the playground is gone, however it went, the bot goes too.

/** How long the bot may take to end by itself. */
const GRACE_MS = 5000;

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
});
// Watching must not be what keeps the process alive.
process.channel?.unref();
