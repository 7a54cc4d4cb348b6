import { describe, expect, test } from 'vitest';
import { SampleReplies } from '../../playground/coach/reply.ts';

const user = (content: string) => ({ role: 'user', content });

describe('the offline coach', () => {
  test.each([
    ['He does not answer my messages', /silence|Waiting for a reply/i],
    ['What do I write to my match?', /message|line/],
    ['I am so nervous about the first date', /date|nervous|brave/],
    ['My ex and I broke up', /Missing someone|skip this part/],
    ['We live in another city', /[Dd]istance|far apart/],
    ['My boyfriend hits me', /emergency/],
    ['Was soll ich ihr schreiben? Ich bin nicht sicher', /Beispielantwort/],
    ['¿Cómo le pido una cita? No sé qué hacer', /muestra/],
    ['Comment je dois lui dire que je suis amoureux ?', /exemple/],
  ])('answers "%s" about that, in its language', (question, words) => {
    expect(new SampleReplies().answer([user(question)])).toMatch(words);
  });

  test('says of every answer that it is a sample', () => {
    const coach = new SampleReplies();
    for (const question of [
      'Hello',
      'Hola, ¿qué tal?',
      'Und was soll ich tun?',
      'Je ne sais pas',
    ]) {
      expect(coach.answer([user(question)])).toMatch(/\n-# .*OPENAI_API_KEY/);
    }
  });

  test('does not say the same when it is asked the same again', () => {
    const coach = new SampleReplies();
    const first = coach.answer([user('How do I ask her out?')]);
    expect(coach.answer([user('How do I ask her out?')])).not.toBe(first);
    const later = (said: string): string =>
      coach.answer([user('A date?'), { role: 'assistant', content: said }, user('A date?')]);
    const second = later(first);
    expect(second).toContain('Earlier you asked me: *"A date?"*');
    expect(later(second)).not.toBe(second);
  });

  test('does not repeat after a restart what the conversation has already', () => {
    const first = new SampleReplies().answer([user('Hm')]);
    const followUp = new SampleReplies().answer([
      user('Hm'),
      { role: 'assistant', content: first },
      user('Hm'),
    ]);
    const next = new SampleReplies().answer([
      user('Hm'),
      { role: 'assistant', content: followUp },
      user('Hm'),
    ]);
    expect(next).not.toBe(followUp);
  });

  test('uses the first name, and reads the words that come with a picture', () => {
    const system = { role: 'system', content: '- First name: "Zoë"' };
    const content = [{ type: 'text', text: 'My ex wrote' }, { type: 'image_url' }];
    const answer = new SampleReplies().answer([system, { role: 'user', content }]);
    expect(answer).toContain('Zoë');
    expect(answer).not.toContain('{name}');
  });
});
