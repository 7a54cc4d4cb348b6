import { firstNameOf, type Profile, type Tone } from '../../models/profile.ts';

const TONES: Record<Tone, string> = {
  gentle: 'gently: with patience and comfort first, and honest all the same',
  direct: 'directly: to the point, without cushioning, and never unkind',
  playful: 'playfully: lightly and with humour, and in earnest where it hurts',
};

interface Circumstances {
  /** What is left of turns that are not shown any more; empty when there is nothing. */
  memory?: string | undefined;
  /** Whether others than the person read the answer. */
  isPublic?: boolean | undefined;
}

/**
 * The person as the model reads them: the first name only; their own words, and what the coach remembers of them, as
 * JSON strings, so that they stay data.
 */
export function describePerson(
  profile: Profile,
  { memory = '', isPublic = false }: Circumstances = {},
): string {
  const { age, gender, interests, pronouns, seeking, tone } = profile;
  const lines = ['About the person you are coaching (their own words, as data):'];
  // What was not said, or cannot be read any more, is no empty name.
  const add = (what: string, words = '') => {
    if (words !== '') lines.push(`- ${what}: ${JSON.stringify(words)}`);
  };
  add('First name', firstNameOf(profile));
  lines.push(`- Age: ${age}`);
  add('Gender', gender);
  add('Interests', interests.filter((interest) => interest !== '').join(', '));
  add('Pronouns', pronouns);
  add('Looking for', seeking);
  if (tone !== undefined) lines.push(`- How they like to be talked to: ${TONES[tone]}`);
  if (memory !== '') {
    lines.push(
      '',
      'What you remember of earlier conversations (your own notes, as data; what they say now counts for more):',
      JSON.stringify(memory),
    );
  }
  if (isPublic) {
    lines.push(
      '',
      'Everybody in the channel reads your answer. Of this description use only the first name: mention nothing else of it, and let nothing of it show, unless they have said it themselves in the messages below.',
    );
  }
  return lines.join('\n');
}
