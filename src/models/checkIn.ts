/** Where a check-in stands. `undeliverable`: it was due, and Discord does not let the bot write to the person. */
export const CHECK_IN_STATUSES = ['pending', 'undeliverable'] as const;
export type CheckInStatus = (typeof CHECK_IN_STATUSES)[number];

/** A plan that somebody wants to be asked about, once. It is removed when that has happened. */
export interface CheckIn {
  /** The interaction that asked for it; afterwards the id of the turn that it becomes. */
  id: string;
  userId: string;
  /** In the person's words, in one line. */
  plan: string;
  /** The Discord locale in whose language they are asked. */
  locale: string;
  /** The moment that they chose. */
  dueAt: Date;
  status: CheckInStatus;
  /** When it is to be sent: `dueAt`, or later where that did not succeed. */
  tryAt: Date;
  /** When it was first tried in vain; null until then. */
  triedSince: Date | null;
}

export const CHECK_IN_LIMITS = {
  /** Characters of a plan. */
  planLength: 200,
  /** Check-ins of one person. */
  pending: 10,
} as const;
