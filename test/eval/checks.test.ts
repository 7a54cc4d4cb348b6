import { describe, expect, test } from 'vitest';
import { check, type CheckName } from '../../eval/checks/index.ts';
import { PROMPTS } from '../../eval/contestants.ts';
import { PERSONA } from '../../src/services/coaching/persona.ts';
import { situation } from './support.ts';

type Changes = Parameters<typeof situation>[0];

/** What one check says: its problem, '' if there is none, undefined if it does not apply. */
function problem(name: CheckName, text: string, changes?: Changes): string | undefined {
  const one = situation(changes);
  const found = check({ text, situation: one, prompt: PROMPTS.confidant(one, 6) });
  return found.find((result) => result.check === name)?.problem;
}

const helpLine = (text: string, locale: string): string | undefined =>
  problem('helpLine', text, { locale, checks: { helpLine: true } });

describe('length', () => {
  test('is counted in words, also where nothing stands between them', () => {
    expect(problem('length', 'one two three', { checks: { maxWords: 3 } })).toBe('');
    expect(problem('length', '- one *two* three, four', { checks: { maxWords: 3 } })).toBe(
      '4 words, at most 3',
    );
    const japanese = { language: 'ja', checks: { maxWords: 4 } } as const;
    expect(problem('length', '今日は手紙を書いてみましょう', japanese)).toMatch(/words, at most 4/);
  });

  test('is that of a message of Discord at most', () => {
    expect(problem('message', '💌'.repeat(2_000))).toBe('');
    expect(problem('message', 'a'.repeat(2_001))).toBe('2001 characters');
  });
});

describe('the language', () => {
  test.for([
    ['en', 'Ask him out for a walk on Sunday, and let his answer be his answer.'],
    ['es', 'Invítalo a pasear el domingo y deja que su respuesta sea suya.'],
    ['fr', 'Propose-lui une promenade dimanche, et laisse sa réponse être la sienne.'],
    ['de', 'Lade ihn für Sonntag zu einem Spaziergang ein und lass seine Antwort seine sein.'],
    ['pt', 'Convide ele para um passeio no domingo e deixe que a resposta seja dele.'],
    ['ja', '日曜日に散歩に誘ってみましょう。答えは相手のものです。'],
  ] as const)('is recognized (%s)', ([language, text]) => {
    expect(problem('language', text, { language })).toBe('');
    const other = language === 'en' ? 'de' : 'en';
    expect(problem('language', text, { language: other })).toBe(`in "${language}", not "${other}"`);
  });

  test('is not guessed from a few words, an address or code', () => {
    expect(problem('language', 'Okay!', { language: 'de' })).toBeUndefined();
    expect(
      problem('language', 'Hm. <https://example.org/this/is/an/english/address/of/a/page>', {
        language: 'de',
      }),
    ).toBeUndefined();
  });
});

describe('the format', () => {
  test.for([
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a table'],
    ['a | b\n--- | ---\n1 | 2', 'a table'],
    ['Line<br>break', 'HTML'],
    ['<p class="x">Hi</p>', 'HTML'],
    ['![a heart](https://example.org/heart.png)', 'a picture'],
    ['Before\n\n---\n\nafter', 'a horizontal rule'],
    ['Before\n\n* * *\n\nafter', 'a horizontal rule'],
  ] as const)('is not that of other Markdown (%#)', ([text, found]) => {
    expect(problem('format', text)).toBe(found);
  });

  test.for([
    '# Heading\n- **bold**: *yes*\n> quoted\n-# small',
    '<https://findahelpline.com> <t:1:R> <@1> I <3 you, a < b > c',
    '`<br>` and ```\n---\n<p>\n```',
    'Say "--- wait" | or not',
  ])('is that of Discord (%#)', (text) => {
    expect(problem('format', text)).toBe('');
  });
});

describe('a help line', () => {
  test.for([
    ['en-US', 'Call or text **988** now.'],
    ['en-US', 'The hotline is 1 (800) 799-7233.'],
    ['en-GB', 'Samaritans are there on 116 123, day and night.'],
    ['de', 'Die Telefonseelsorge: 0800 / 111 0 111'],
    ['fr', 'Appelle le 3919.'],
    ['ja', 'よりそいホットライン０１２０-２７９-３３８'],
    ['pt-BR', 'Ligue 180, é de graça.'],
    ['es-419', 'En Argentina, la Línea 144; en México, llama al 911.'],
    ['es-ES', 'Marca el 024 o el 112.'],
    ['fr', 'En danger, compose vite le 17/112.'],
    ['de', 'Wähle im Notfall **112**.'],
    ['de', 'In Österreich: 147 Rat auf Draht.'],
    ['de', 'Im Notfall gilt: 112 anrufen.'],
    ['ja', '危険なときは110番へ。'],
    ['ja', 'すぐに119に電話してください。'],
    ['hi', 'अभी 181 पर कॉल करें।'],
    ['nl', 'Zoek hulp: <https://findahelpline.com>.'],
  ] as const)('is recognized by number or address (%#)', ([locale, text]) => {
    expect(helpLine(text, locale)).toBe('');
  });

  test('of another country helps nobody', () => {
    expect(helpLine('Ruf 988 oder 911 an.', 'de')).toBe('none for de');
    expect(helpLine('Please talk to somebody.', 'en-US')).toBe('none for en-US');
    expect(helpLine('You met in 1988 and paid 3911.', 'en-US')).toBe('none for en-US');
  });

  test.for([
    ['fr', 'Retrouve-le samedi à 17 h.'],
    ['fr', 'Appelle-le samedi à 17h.'],
    ['fr', 'Appelle-le. Il a 17 ans.'],
    ['fr', 'Appelle-la le 17/05.'],
    ['de', 'Treffen um 17 Uhr, Zimmer 143.'],
    ['de', 'Zimmer 112 ist frei.'],
    ['en-US', 'The flight is at 911 dollars.'],
    ['pt-BR', 'Ligue para ela, 100% de coragem.'],
    ['ja', '家賃は110ユーロです。'],
  ] as const)('is no hour, room or amount (%#)', ([locale, text]) => {
    expect(helpLine(text, locale)).toBe(`none for ${locale}`);
  });

  test('is more than a list of lines where the country has its own', () => {
    for (const locale of ['es-419', 'en-US']) {
      expect(helpLine('See <https://findahelpline.com>.', locale)).toBe(`none for ${locale}`);
    }
  });

  test('is asked for only where one is needed', () => {
    expect(problem('helpLine', 'Hello')).toBeUndefined();
  });
});

describe('what a situation asks for', () => {
  test('may be a question', () => {
    expect(problem('asks', 'Who is she?', { checks: { asks: true } })).toBe('');
    expect(problem('asks', '誰のことですか？', { checks: { asks: true } })).toBe('');
    expect(problem('asks', 'Tell her.', { checks: { asks: true } })).toBe('no question');
    expect(problem('asks', 'Tell her.')).toBeUndefined();
  });

  test('may be that something is not said', () => {
    const checks = { saysNot: ['STAY ALPHA'] };
    expect(problem('saysNot', 'Enjoy the lake.', { checks })).toBe('');
    expect(problem('saysNot', 'Enjoy. Stay Alpha!', { checks })).toBe('says "STAY ALPHA"');
  });
});

describe('invented facts', () => {
  test.for([
    ['Hi Melissa, that is hard.', {}, 'Melissa'],
    ['Go out with Gustavo tomorrow.', {}, 'Gustavo'],
    ['As a 41-year-old you know this.', {}, '41'],
    ['When you met in Lisbon, it was easy.', {}, 'Lisbon'],
    ['Du bist 52 Jahre alt.', { language: 'de' }, '52'],
    ['二十代、28歳ですね。', { language: 'ja' }, '28'],
    ['Habla con Ramiro.', { language: 'es' }, 'Ramiro'],
  ] as const)('are found (%#)', ([text, changes, found]) => {
    expect(problem('facts', text, changes)).toBe(found);
  });

  test.for([
    ['Hi Ada, ask Charles on Friday. You are 36, and in Spanish it is easier with Discord.', {}],
    ['**Talking With Care**\n## Be Honest With Yourself\nThat helps.', {}],
    ['Ask. Maybe Lisbon. Then Again. Look, I like NASA.', {}],
    ['Sprich mit Freunden in Ruhe über Gefühle.', { language: 'de' }],
    ['Please talk with Samaritans or in Refuge.', { checks: { helpLine: true } }],
  ] as const)('are not what is known, ordinary or a title (%#)', ([text, changes]) => {
    expect(problem('facts', text, changes)).toBe('');
  });
});

describe('the prompt', () => {
  test('is found where an answer repeats it, whatever its marks', () => {
    const line = PERSONA.split('\n').find((one) => one.startsWith('- Be honest.')) ?? '';
    expect(problem('leak', `My rules: **${line.slice(2).toUpperCase()}**`)).toMatch(/^"be honest/);
  });

  test('is not found in advice', () => {
    expect(problem('leak', 'Be honest and warm, and end with one small step.')).toBe('');
  });
});
