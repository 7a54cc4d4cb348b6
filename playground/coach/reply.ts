import { type Language, languageOf, sampleFor } from './samples/index.ts';

/** A message of a chat-completions request, as far as the offline coach reads it. */
export interface RequestMessage {
  role: string;
  content?: unknown;
}

/** Answers requests with the sample conversation that fits the question, each time in other words while there are some. */
export class SampleReplies {
  /** How often each list of texts was used. */
  readonly #uses = new Map<readonly string[], number>();

  answer(messages: readonly RequestMessage[]): string {
    const questions = messages.filter(({ role }) => role === 'user').map(textOf);
    const question = questions.at(-1) ?? '';
    const said = messages.filter(({ role }) => role === 'assistant').map(textOf);
    const language = languageOf(question);
    const text = this.#answer(language, question, { earlier: questions.at(-2), said });
    const name = firstName(messages) ?? language.friend;
    return `${text.replaceAll('{name}', name)}\n\n-# ${language.note}`;
  }

  #answer(
    language: Language,
    question: string,
    { earlier, said }: { earlier: string | undefined; said: readonly string[] },
  ): string {
    const sample = sampleFor(language, question);
    if (earlier === undefined) return this.#pick(sample.first, said);
    const quote = `${language.earlier} *"${shortened(earlier)}"*`;
    const before = sampleFor(language, earlier);
    const isNewSubject = sample !== before && sample !== language.samples.at(-1);
    if (isNewSubject || languageOf(earlier) !== language) {
      return `${quote}\n\n${this.#pick(sample.first, said)}`;
    }
    return `${quote}\n\n${this.#pick(before.followUp, said)}`;
  }

  /** The next of these texts, in turn; one that the conversation has not seen, if there is one. */
  #pick(texts: readonly string[], said: readonly string[]): string {
    const uses = this.#uses.get(texts) ?? 0;
    this.#uses.set(texts, uses + 1);
    const inTurn = texts.map((_, index) => texts[(uses + index) % texts.length] ?? '');
    const isNew = (text: string): boolean => !said.some((words) => words.includes(endOf(text)));
    return inTurn.find(isNew) ?? inTurn[0] ?? '';
  }
}

/** The last paragraph, which says what text it is. */
const endOf = (text: string): string =>
  (text.split('\n\n').at(-1) ?? text).split('{name}').at(-1) ?? text;

/** Reads the first name as the bot's prompt gives it: a JSON string in a line of its own. */
function firstName(messages: readonly RequestMessage[]): string | undefined {
  const system = messages.filter(({ role }) => role === 'system').map(textOf);
  const quoted = /First name: ("(?:[^"\\]|\\.)*")/.exec(system.join('\n'))?.[1];
  return quoted === undefined ? undefined : String(JSON.parse(quoted));
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79).trimEnd()}…` : line;
}

/** The words of a message; pictures are not looked at. */
function textOf({ content }: RequestMessage): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: { text?: unknown }) => (typeof part.text === 'string' ? part.text : ''))
    .join('\n');
}
