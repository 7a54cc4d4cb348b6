import { OUT_OF_ROLE } from '../../src/services/coaching/roleMark.ts';
import { notesOf } from './notes.ts';
import { english } from './samples/english.ts';
import { type Language, languageOf, sampleFor } from './samples/index.ts';
import { pictures, reviews, roleLines } from './samples/occasions.ts';
import { shortened } from './shortened.ts';

/** A message of a chat-completions request, as far as the offline coach reads it. */
export interface RequestMessage {
  role: string;
  content?: unknown;
}

/** What the offline coach is asked for. */
type Occasion = 'question' | 'pictures' | 'rehearsal' | 'review' | 'notes';

/** What it says on each; a question is answered with the sample that fits it. */
const TEXTS: Record<Exclude<Occasion, 'notes'>, readonly string[] | undefined> = {
  question: undefined,
  pictures,
  rehearsal: roleLines,
  review: reviews,
};

/** Characters of somebody's words that are said back to them. */
const QUOTE_LENGTH = 80;

/** Answers requests with the sample conversation that fits the question, each time in other words while there are some. */
export class SampleReplies {
  /** How often each list of texts was used. */
  readonly #uses = new Map<readonly string[], number>();

  answer(messages: readonly RequestMessage[]): string {
    const questions = messages.filter(({ role }) => role === 'user').map(textOf);
    const question = questions.at(-1) ?? '';
    const said = messages.filter(({ role }) => role === 'assistant').map(textOf);
    const language = languageOf(question);
    const occasion = occasionOf(messages);
    if (occasion === 'notes') return notesOf(question);
    const isDanger = sampleFor(language, question) === language.samples[0];
    const texts = isDanger ? undefined : TEXTS[occasion];
    const name = firstName(messages) ?? language.friend;
    const text =
      texts === undefined
        ? this.#answer(language, question, { earlier: questions.at(-2), said })
        : this.#pick(texts, said).replaceAll(
            '{line}',
            shortened(questions.at(-2) ?? question, QUOTE_LENGTH),
          );
    // Whoever plays a part leaves it for that, with the mark that the bot looks for.
    const mark = isDanger && occasion === 'rehearsal' ? `${OUT_OF_ROLE}\n` : '';
    const { note } = texts === undefined ? language : english;
    return `${mark}${text.replaceAll('{name}', name)}\n\n-# ${note}`;
  }

  #answer(
    language: Language,
    question: string,
    { earlier, said }: { earlier: string | undefined; said: readonly string[] },
  ): string {
    const sample = sampleFor(language, question);
    if (earlier === undefined) return this.#pick(sample.first, said);
    const quote = `${language.earlier} *"${shortened(earlier, QUOTE_LENGTH)}"*`;
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

/** What the system prompt asks for, or the last message brings along. */
function occasionOf(messages: readonly RequestMessage[]): Occasion {
  const system = systemText(messages);
  if (/\byou keep the memory\b/i.test(system)) return 'notes';
  if (/\bthree notes\b/i.test(system)) return 'review';
  if (/\brehearsal\b/i.test(system)) return 'rehearsal';
  const last = messages.findLast(({ role }) => role === 'user')?.content;
  const parts = Array.isArray(last) ? (last as { type?: unknown }[]) : [];
  return parts.some(({ type }) => type === 'image_url') ? 'pictures' : 'question';
}

const systemText = (messages: readonly RequestMessage[]): string =>
  messages
    .filter(({ role }) => role === 'system')
    .map(textOf)
    .join('\n');

/** The last paragraph, which says what text it is. */
const endOf = (text: string): string =>
  (text.split('\n\n').at(-1) ?? text).split('{name}').at(-1) ?? text;

/** Reads the first name as the bot's prompt gives it: a JSON string in a line of its own. */
function firstName(messages: readonly RequestMessage[]): string | undefined {
  const quoted = /First name: ("(?:[^"\\]|\\.)*")/.exec(systemText(messages))?.[1];
  return quoted === undefined ? undefined : String(JSON.parse(quoted));
}

/** The words of a message; pictures are not looked at. */
function textOf({ content }: RequestMessage): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: { text?: unknown }) => (typeof part.text === 'string' ? part.text : ''))
    .join('\n');
}
