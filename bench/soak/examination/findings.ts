/** What an examination comes to. */
export class Findings {
  /** What became of the questions, and of the check-ins; how many of each. */
  readonly questions = new Map<string, number>();
  readonly checkIns = new Map<string, number>();
  /** How many of the other things were looked into. */
  readonly others = new Map<string, number>();
  /** What must not be: one line each. */
  readonly problems: string[] = [];
}

export function count(figures: Map<string, number>, name: string): void {
  figures.set(name, (figures.get(name) ?? 0) + 1);
}
