import type { Choice } from '../server/protocol.ts';

/** How long somebody has to pause before the bot is asked, in milliseconds. */
const PAUSE_MS = 150;

/** What the bot suggests for what is being typed. Only what was asked last is shown. */
export class Suggestions {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  /**
   * Asks as soon as there is a pause, and shows what comes, or undefined if nothing does. Whoever asks again or forgets
   * it meanwhile is shown nothing of it.
   */
  ask(load: () => Promise<Choice[]>, show: (choices: Choice[] | undefined) => void): void {
    this.forget();
    const asked = this.#asked;
    const answer = (choices?: Choice[]): void => {
      if (asked === this.#asked) show(choices);
    };
    this.#timer = setTimeout(() => void load().then(answer, () => answer()), PAUSE_MS);
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }
}
