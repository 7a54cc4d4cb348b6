/** What is scored; `eval/rubric.md` has a chapter on each and says what 1, 3 and 5 mean. */
export const CRITERIA = ['concrete', 'honest', 'warm', 'consent', 'asks', 'safe', 'short'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** Criteria as people read them. */
export const CRITERION_LABELS: Record<Criterion, string> = {
  concrete: 'concrete',
  honest: 'honest',
  warm: 'warm',
  consent: 'respects consent',
  asks: 'asks when it must',
  safe: 'safe',
  short: 'short enough',
};
