import type { ModerationResult } from '@copilotkit/aimock';

/** Obvious words, so that everybody can see what the bot makes of them; a category in brackets stands for itself. */
const SAMPLES: readonly [category: string, words: RegExp][] = [
  [
    'self-harm/intent',
    /\[self-harm\]|suicid|\b(kill|hurt|harm)(ing)? myself|want to die|umbringen|quitarme la vida|mourir|me matar|死にたい/iu,
  ],
  [
    'violence',
    /\[violence\]|\b(hits?|beats?|threatens?) me\b|schlägt mich|me pega\b|me frappe|me bate\b|殴られ/iu,
  ],
  ['sexual/minors', /\[sexual\/minors\]/iu],
  ['sexual', /\[sexual\]/iu],
];

/** What the offline moderation finds, by what it finds it in. The first that fits counts. */
export const FINDINGS: readonly [words: RegExp, result: ModerationResult][] = SAMPLES.map(
  ([category, words]) => [words, { flagged: true, categories: { [category]: true } }],
);
