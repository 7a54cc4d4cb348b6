/** From `performance.now()`, which begins anew in every process, to the clock that all processes share. */
const OFFSET_MS = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** Milliseconds of the machine's monotonic clock: the same moment has the same number in every process. */
export const sharedNow = (): number => performance.now() + OFFSET_MS;

/** A `performance.now()` time of this process on the shared clock. */
export const shared = (localMs: number): number => localMs + OFFSET_MS;
