/** What somebody wants to rehearse. */
export const PRACTICE_KINDS = ['firstMessage', 'askingOut', 'hardTalk'] as const;
export type PracticeKind = (typeof PRACTICE_KINDS)[number];

/** A rehearsal: the coach plays somebody, in a place of its own. A person has one at a time, the last one. */
export interface Practice {
  /** The interaction that began it. */
  id: string;
  userId: string;
  /** The thread or the DM that it takes place in. */
  channelId: string;
  kind: PracticeKind;
  /** Who the coach plays, in the person's words. */
  who: string;
  /** What the moment is. */
  moment: string;
  startedAt: Date;
  /** When it was ended, for whatever reason; null until then. */
  endedAt: Date | null;
}
