import { type Sample, SAMPLES } from './samples.ts';

/** A message of a chat-completions request, as far as the offline coach reads it. */
export interface RequestMessage {
  role: string;
  content?: unknown;
}

const SAMPLE_NOTE =
  '-# A sample answer: no model is connected. Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own.';

/** Answers a request with the sample conversation that fits its question, or goes on with the one before. */
export function sampleReply(messages: readonly RequestMessage[]): string {
  const questions = messages.filter(({ role }) => role === 'user').map(textOf);
  const question = questions.at(-1) ?? '';
  const earlier = questions.at(-2);
  const system = messages
    .filter(({ role }) => role === 'system')
    .map(textOf)
    .join('\n');
  const text = answer(question, earlier).replaceAll('{name}', firstName(system));
  return `${text}\n\n${SAMPLE_NOTE}`;
}

function answer(question: string, earlier: string | undefined): string {
  const sample = sampleFor(question);
  if (earlier === undefined) return sample.first;
  const before = sampleFor(earlier);
  if (sample !== before && sample !== SAMPLES.at(-1)) {
    return `Earlier you asked me: *"${shortened(earlier)}"* I keep that in mind.\n\n${sample.first}`;
  }
  return `Earlier you asked me: *"${shortened(earlier)}"*\n\n${before.followUp}`;
}

function sampleFor(question: string): Sample {
  const sample = SAMPLES.find(({ subject }) => subject.test(question)) ?? SAMPLES.at(-1);
  if (!sample) throw new Error('there are no samples');
  return sample;
}

/** Reads the first name as the bot's prompt gives it: a JSON string in a line of its own. */
function firstName(system: string): string {
  const quoted = /First name: ("(?:[^"\\]|\\.)*")/.exec(system)?.[1];
  return quoted === undefined ? 'friend' : String(JSON.parse(quoted));
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79).trimEnd()}…` : line;
}

function textOf({ content }: RequestMessage): string {
  return typeof content === 'string' ? content : '';
}
