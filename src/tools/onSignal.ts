const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Has something done before a signal ends the process, as it would without. Returns what takes that back. */
export function onSignal(act: () => void): () => void {
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
  const end = (signal: NodeJS.Signals): void => {
    release();
    try {
      act();
    } finally {
      process.kill(process.pid, signal);
    }
  };
  for (const signal of SIGNALS) process.on(signal, end);
  return release;
}
