import { constants } from 'node:os';

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
      endBy(signal);
    }
  };
  for (const signal of SIGNALS) process.on(signal, end);
  return release;
}

/** The first process of a container cannot be killed from inside: it says as a shell would what ended it. */
function endBy(signal: NodeJS.Signals): void {
  if (process.pid === 1) process.exit(128 + constants.signals[signal]);
  process.kill(process.pid, signal);
}
