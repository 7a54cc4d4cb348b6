import { describe, expect, test } from 'vitest';
import { page } from '../../eval/report/page.ts';
import type { Run } from '../../eval/results.ts';
import { summarize } from '../../eval/summary.ts';
import { OFFLINE_NOTE } from '../../eval/table.ts';
import { answer, result, rulings, run, situation } from './support.ts';

const report = (one: Run): string => page(one, summarize(one));

describe('the report', () => {
  test('shows both answers with scores, checks and reasons', () => {
    const failed = { check: 'length', passed: false, problem: '900 words' } as const;
    const text = report(
      run([
        result({
          answers: {
            confidant: answer({ text: '**Ask** him:\n- today\n- kindly' }),
            baseline: answer({ text: 'Follow your heart.', checks: [failed] }),
          },
        }),
      ]),
    );
    expect(text).toContain('<strong>Ask</strong> him');
    expect(text).toMatch(/<ul>\s*<li>today<\/li>\s*<li>kindly<\/li>\s*<\/ul>/);
    expect(text).toContain('Follow your heart.');
    expect(text).toMatch(/✗ short enough: 900 words/);
    expect(text).toContain('It is worth a 4.');
    expect(text).toContain('Confidant preferred');
    expect(text).toContain('One is more concrete.');
  });

  test('escapes every word of people and models', () => {
    const evil = `<script>alert("1")</script><img src=x onerror='alert(2)'>`;
    const [one, other] = rulings('tie', 'tie');
    const verdict = one?.verdict;
    if (!one || !other || !verdict) throw new Error('there are rulings');
    verdict.why = evil;
    verdict.assessments.confidant.reason = evil;
    const text = report(
      run(
        [
          result({
            situation: situation({
              title: evil,
              question: evil,
              locale: evil,
              good: [evil],
              never: [evil],
              history: [{ question: evil, answer: evil }],
              profile: { name: evil, age: 36, gender: evil, interests: [evil], seeking: evil },
            }),
            answers: {
              confidant: answer({
                text: `${evil} \`${evil}\` [x](javascript:alert(1))`,
                checks: [{ check: 'leak', passed: false, problem: evil }],
              }),
              baseline: answer({ text: evil, error: evil, checks: [] }),
            },
            rulings: [one, other],
          }),
        ],
        { model: evil, judge: evil },
      ),
    );
    expect(text).not.toMatch(/<script|<img|<a href="javascript/);
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  });

  test('needs nothing beside it and runs nothing', () => {
    const text = report(run([result()]));
    expect(text).not.toMatch(/<script|<link|src=|url\(|@import/);
    expect(text).toContain(`default-src 'none'`);
    expect(text).toContain('light-dark(');
  });

  test('says what is missing', () => {
    const text = report(run([result({ rulings: [] })], { planned: 40, offline: true }));
    expect(text).toContain('Nothing was judged.');
    expect(text).toContain('The run was interrupted: 1 of 40.');
    expect(text).toContain('Not judged: interrupted');
    expect(text).toContain(OFFLINE_NOTE);
    expect(text).not.toMatch(/NaN|undefined/);
  });
});
