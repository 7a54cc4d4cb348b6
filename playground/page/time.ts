import { LitElement, type PropertyValues } from 'lit';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' });
const numericDate = new Intl.DateTimeFormat('en-US');
const longDate = new Intl.DateTimeFormat('en-US', { dateStyle: 'long' });
const relative = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' });

/** The styles of `<t:…:style>`. */
const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** When a message was written, as its heading says it. */
export function messageTime(timestamp: string): string {
  const date = new Date(timestamp);
  const days = daysAgo(date);
  if (days === 0) return clock.format(date);
  return days === 1
    ? `Yesterday at ${clock.format(date)}`
    : `${numericDate.format(date)} ${clock.format(date)}`;
}

export const clockTime = (timestamp: string): string => clock.format(new Date(timestamp));

export const dayName = (timestamp: string): string => longDate.format(new Date(timestamp));

function daysAgo(date: Date): number {
  return Math.round((midnight(new Date()) - midnight(date)) / DAY);
}

/** When a day began, in Unix seconds. */
function midnight(day: Date): number {
  return new Date(day).setHours(0, 0, 0, 0) / 1000;
}

/** A time as `<t:…>` shows it; a relative one goes on. */
export class TimestampText extends LitElement {
  static override properties = { unix: { type: Number }, format: { type: String } };
  declare unix: number;
  declare format: string;
  #timer: ReturnType<typeof setInterval> | undefined;

  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override willUpdate(_: PropertyValues): void {
    this.title = timeText(this.unix, 'F');
  }

  override render(): string {
    return timeText(this.unix, this.format);
  }
}

function timeText(unix: number, style: string): string {
  if (style === 'R') return relativeText(unix);
  return new Intl.DateTimeFormat('en-US', STYLES[style] ?? STYLES['f']).format(unix * 1000);
}

function relativeText(unix: number): string {
  const seconds = unix - Date.now() / 1000;
  const size = Math.abs(seconds);
  if (size < MINUTE) return relative.format(Math.round(seconds), 'second');
  if (size < HOUR) return relative.format(Math.round(seconds / MINUTE), 'minute');
  if (size < DAY) return relative.format(Math.round(seconds / HOUR), 'hour');
  if (size < 30 * DAY) return relative.format(Math.round(seconds / DAY), 'day');
  if (size < 365 * DAY) return relative.format(Math.round(seconds / (30 * DAY)), 'month');
  return relative.format(Math.round(seconds / (365 * DAY)), 'year');
}
