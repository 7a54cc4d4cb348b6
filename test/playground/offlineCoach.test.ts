import { describe, expect, test } from 'vitest';
import { buildSummaryPrompt, tidySummary } from '../../src/services/coaching/summary.ts';
import type { Turn } from '../../src/models/turn.ts';
import { SampleReplies } from '../../playground/coach/reply.ts';

const turn = (question: string): Turn => ({
  id: '1',
  userId: '2',
  question,
  pictures: [],
  practiceId: null,
  isReview: false,
  follows: null,
  answer: 'An answer.',
  status: 'complete',
  askedAt: new Date('2026-02-03T12:00Z'),
  endedAt: new Date('2026-02-03T12:01Z'),
  reply: null,
  feedback: null,
  replacedBy: null,
  isRefused: false,
});
const user = (content: string) => ({ role: 'user', content });
const system = (content: string) => ({ role: 'system', content });

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

  test('notes down what was asked when the bot sums it up, the newest first, and no more than fits', () => {
    const coach = new SampleReplies();
    let memory = coach.answer(buildSummaryPrompt('', [turn('One?'), turn('Two?')]));
    expect(memory.split('\n').slice(1)).toEqual(['- 2026-02-03: Two?', '- 2026-02-03: One?']);
    for (let count = 0; count < 20; count += 1) {
      memory = coach.answer(buildSummaryPrompt(memory, [turn(`${count} ${'words '.repeat(99)}`)]));
    }
    expect(tidySummary(memory)).toBe(memory);
    expect(memory.match(/Without a model/g)).toHaveLength(1);
    expect(memory).toContain('19 words');
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
    const prompt = system('- First name: "Zoë"');
    const content = [{ type: 'text', text: 'My ex wrote' }, { type: 'image_url' }];
    const answer = new SampleReplies().answer([prompt, { role: 'user', content }]);
    expect(answer).toContain('Zoë');
    expect(answer).not.toContain('{name}');
  });

  describe('on other occasions', () => {
    const NOTE = /\n-# .*OPENAI_API_KEY/;

    test('says that it does not look at pictures', () => {
      const content = [
        { type: 'text', text: 'What does she mean?' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,' } },
      ];
      const answer = new SampleReplies().answer([{ role: 'user', content }]);
      expect(answer).toMatch(/picture[^]*sample|sample[^]*picture/);
      expect(answer).toMatch(NOTE);
    });

    test('plays somebody in a rehearsal, with another line each time', () => {
      const coach = new SampleReplies();
      const prompt = system('This is a rehearsal. You play the other person.');
      const first = coach.answer([prompt, user('Hi, is this seat taken?')]);
      const second = coach.answer([
        prompt,
        user('Hi, is this seat taken?'),
        { role: 'assistant', content: first },
        user('I like your hat.'),
      ]);
      expect(first).not.toMatch(/Next step|Earlier you asked/);
      expect(second).not.toBe(first);
      expect(second).toMatch(NOTE);
    });

    test('leaves its role at once for somebody in danger', () => {
      const prompt = system('This is a rehearsal. You play the other person.');
      const answer = new SampleReplies().answer([prompt, user('He hits me, I am afraid of him')]);
      expect(answer).toMatch(/^\[out of role\]\n[^]*emergency/);
    });

    test('reviews a rehearsal in three notes that quote it', () => {
      const answer = new SampleReplies().answer([
        system('The rehearsal is over. Review it as a list of exactly three notes.'),
        user('Would you like to see the concert with me?'),
        { role: 'assistant', content: 'Sunday?' },
        user('Please review it.'),
      ]);
      expect(answer.match(/^\d\. /gm)).toEqual(['1. ', '2. ', '3. ']);
      expect(answer).toContain('"Would you like to see the concert with me?"');
      expect(answer).toMatch(NOTE);
    });
  });
});
