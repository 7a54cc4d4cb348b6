import type { Interaction, Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import type { Turn } from '../../src/models/turn.ts';
import type { Store } from '../../src/services/store/store.ts';
import { type Asked, hasEnded } from './person.ts';

/**
 * How long before a kill a question may have come that was not stored yet, in milliseconds: as long as the store may
 * take, after which its asker is told.
 */
const BEFORE_KILL_MS = 6_000;
const FINAL = new Set(['complete', 'stopped', 'failed']);

/** What became of the questions; how many of each. */
export interface Findings {
  statuses: Map<string, number>;
  /** Questions without a turn whose asker was told so, by the bot or by Discord. */
  refused: number;
  /** Questions that came in the moments before the bot was killed, and were not stored yet. */
  killedBefore: number;
  /** What must not be: one line each. */
  problems: string[];
}

/** Compares what people see with what is stored. */
export async function examine(
  store: Store,
  asked: readonly Asked[],
  kills: readonly number[],
): Promise<Findings> {
  const findings: Findings = { statuses: new Map(), refused: 0, killedBefore: 0, problems: [] };
  const byPerson = Map.groupBy(asked, ({ person }) => person);
  for (const [person, questions] of byPerson) {
    // Those that another try has replaced are shown, too.
    const turns = await store.turns(person.id, await store.turnIds(person.id));
    const byId = Map.groupBy(turns, ({ id }) => id);
    for (const { interaction } of questions) {
      const own = byId.get(interaction.id) ?? [];
      byId.delete(interaction.id);
      const [turn] = own;
      if (own.length > 1) findings.problems.push(`${interaction.id} has ${own.length} turns`);
      if (turn) compare(turn, interaction, findings);
      else withoutTurn(interaction, kills, findings);
    }
    for (const id of byId.keys()) findings.problems.push(`${id} is a turn that nobody asked for`);
  }
  return findings;
}

function compare(turn: Turn, interaction: Interaction, { statuses, problems }: Findings): void {
  statuses.set(turn.status, (statuses.get(turn.status) ?? 0) + 1);
  if (!FINAL.has(turn.status)) {
    problems.push(`${turn.id} is still ${turn.status}`);
    return;
  }
  // The store took the question, but not in time: its asker was told that it was not taken.
  if (turn.answer === '' && wasGivenBack(interaction)) return;
  const visible = visibleText(interaction);
  if (!hasEnded(interaction)) {
    problems.push(`${turn.id} (${turn.status}) looks as if it were still being written`);
  } else if (withoutSpace(visible) !== withoutSpace(turn.answer)) {
    const lengths = messagesOf(interaction).map(({ content }) => content.length);
    problems.push(
      `${turn.id} (${turn.status}) shows ${lengths.join(' + ')} characters, stored are ${turn.answer.length}; they differ from character ${firstDifference(visible, turn.answer)} on`,
    );
  }
}

function withoutTurn(interaction: Interaction, kills: readonly number[], findings: Findings): void {
  const wasIgnored = interaction.state === 'failed' && shownText(interaction) === '';
  const { createdAt } = interaction;
  if (wasIgnored || wasGivenBack(interaction)) findings.refused += 1;
  else if (kills.some((at) => at >= createdAt && at - createdAt < BEFORE_KILL_MS)) {
    findings.killedBefore += 1;
  } else findings.problems.push(`${interaction.id} was taken, and has no turn`);
}

const wasGivenBack = (interaction: Interaction): boolean => {
  const text = shownText(interaction);
  return text.startsWith(en.advice.busy) || text.startsWith(en.failure.internal);
};

const messagesOf = (interaction: Interaction): Message[] =>
  interaction.messages().filter(({ deleted }) => !deleted);

const shownText = (interaction: Interaction): string =>
  messagesOf(interaction)
    .map(({ content }) => content)
    .join('\n');

/** What a reply shows without the note under it. */
const visibleText = (interaction: Interaction): string =>
  shownText(interaction).replace(/(^|\n\n?)-# [^\n]*$/, '');

/** Where a message ends and the next begins, white space is not shown. */
const withoutSpace = (text: string): string => text.replaceAll(/\s/g, '');

/** Where two texts begin to differ, white space aside. */
function firstDifference(one: string, other: string): number {
  const [a, b] = [withoutSpace(one), withoutSpace(other)];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
