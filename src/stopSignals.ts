/** How soon a signal may come again and still be the same one: a terminal sends Ctrl+C to npm as well, which hands it on. */
const ECHO_MS = 500;

/** What the signals do that ask a process to end. */
interface Stop {
  first: (signal: NodeJS.Signals) => void;
  /** Whoever asks once more does not want to wait. */
  again: (signal: NodeJS.Signals) => void;
}

/** From now on, these signals ask for an end. */
export function onStopSignals(signals: readonly NodeJS.Signals[], { first, again }: Stop): void {
  let firstAt: number | undefined;
  const asked = (signal: NodeJS.Signals): void => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      first(signal);
    } else if (performance.now() - firstAt > ECHO_MS) again(signal);
  };
  for (const signal of signals) process.on(signal, asked);
}
