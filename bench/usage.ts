import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a process has used in a run. */
export interface Usage {
  /** CPU time of all its threads, in milliseconds. */
  cpuMs: number;
  /** CPU time in the busiest second, in percent of one core. */
  busiestPercent: number;
  /** How late the event loop was, in milliseconds: the 99th percentile. */
  loopDelayP99Ms: number;
  /** The most memory that it has had, in bytes. */
  peakRssBytes: number;
}

const SAMPLE_MS = 1_000;
/** How often the event loop's delay is looked at, in milliseconds; the histogram counts this in. */
const RESOLUTION_MS = 10;

/** Measures what this process uses from its creation on. */
export class UsageMeter {
  readonly #cpu = process.cpuUsage();
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #timer: NodeJS.Timeout;
  #sampled = { cpuMs: 0, at: performance.now() };
  #busiest = 0;

  constructor() {
    this.#delay.enable();
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
  }

  /** Ends the measurement. */
  stop(): Usage {
    clearInterval(this.#timer);
    this.#delay.disable();
    return {
      cpuMs: this.#cpuMs(),
      busiestPercent: this.#busiest * 100,
      loopDelayP99Ms: Math.max(0, this.#delay.percentile(99) / 1e6 - RESOLUTION_MS),
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    };
  }

  #cpuMs(): number {
    const { user, system } = process.cpuUsage(this.#cpu);
    return (user + system) / 1000;
  }

  #sample(): void {
    const now = { cpuMs: this.#cpuMs(), at: performance.now() };
    const share = (now.cpuMs - this.#sampled.cpuMs) / (now.at - this.#sampled.at);
    this.#busiest = Math.max(this.#busiest, share);
    this.#sampled = now;
  }
}
