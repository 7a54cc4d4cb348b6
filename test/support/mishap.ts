/** Loaded before the bot: lets it make a mistake that nobody expects, with words in it that must not be logged. */
process.on('SIGUSR2', () => {
  const mistake = new Error('somebody’s secret words');
  if (process.env['MISHAP'] === 'throws') throw mistake;
  void Promise.reject(mistake);
});
