import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BallotError, readBallot } from '../../eval/judge/ballot.ts';
import { CRITERIA } from '../../eval/judge/criteria.ts';
import { Judge } from '../../eval/judge/judge.ts';
import { TestModel } from '../support/model.ts';
import { assessment, ballot, situation } from './support.ts';

const RUBRIC = await readFile(new URL('../../eval/rubric.md', import.meta.url), 'utf8');
const ANSWERS = { confidant: 'Walk with him.', baseline: 'Follow your heart.' };

describe('the rubric', () => {
  test('has a chapter on every criterion, which says what 1, 3 and 5 mean', () => {
    const chapters = RUBRIC.split(/^## /m).slice(1);
    expect(chapters.map((chapter) => chapter.split('\n')[0])).toEqual(CRITERIA);
    for (const chapter of chapters) {
      expect(chapter.match(/^- \d(?=: )/gm)).toEqual(['- 1', '- 3', '- 5']);
    }
  });
});

describe('a ballot', () => {
  const good = situation();

  test.for([
    JSON.stringify(ballot()),
    `Let me think.\n\`\`\`json\n${JSON.stringify(ballot(), null, 2)}\n\`\`\`\nDone.`,
    `<think>{ "better": "B" }</think>${JSON.stringify(ballot())}`,
  ])('is found in what the judge writes (%#)', (text) => {
    expect(readBallot(text, good)).toEqual(ballot());
  });

  test.for([
    ['A is better.', 'no JSON object'],
    [JSON.stringify(ballot()).slice(0, -9), 'no JSON object'],
    [JSON.stringify({ ...ballot(), better: 'both' }), 'better: '],
    [JSON.stringify(ballot({ A: assessment(6) })), 'A.scores.concrete: '],
    [JSON.stringify(ballot({ A: assessment(2.5) })), 'A.scores.concrete: '],
    [JSON.stringify(ballot({ B: assessment(2, { met: [3] }) })), 'B.met.0: 3 is not from 1 to 2'],
    [JSON.stringify(ballot({ B: assessment(2, { broken: [0] }) })), 'B.broken.0: 0 is not'],
  ] as const)('is refused when it is none, with the reason (%#)', ([text, message]) => {
    expect(() => readBallot(text, good)).toThrow(BallotError);
    expect(() => readBallot(text, good)).toThrow(message);
  });
});

describe('the judge', () => {
  let model: TestModel;
  beforeAll(async () => {
    model = await TestModel.start();
  });
  afterAll(() => model.stop());

  const judge = () => {
    const tokens: number[] = [];
    const options = { apiKey: 'key', baseUrl: model.baseUrl, name: 'judge', maxRetries: 0 };
    return { tokens, judge: new Judge(options, RUBRIC, (count) => tokens.push(count)) };
  };
  const compare = (first: 'confidant' | 'baseline') =>
    judge().judge.compare(situation(), ANSWERS, first, AbortSignal.timeout(20_000));

  test('is shown both answers in either order, without names, and its ballot gets them back', async () => {
    model.answers(JSON.stringify(ballot()));
    const one = await compare('confidant');
    const [system, user] = model.requests().at(-1) ?? [];
    expect(system?.content).toContain('## consent');
    expect(JSON.parse(user?.content ?? '')).toMatchObject({
      'answer A': ANSWERS.confidant,
      'answer B': ANSWERS.baseline,
      'what no answer may do': { 1: 'promises success' },
    });
    expect(JSON.stringify(model.requests().at(-1))).not.toMatch(/confidant|baseline|plain prompt/i);
    expect(one.verdict).toMatchObject({
      better: 'confidant',
      assessments: { confidant: assessment(4), baseline: assessment(2) },
    });

    const other = await compare('baseline');
    expect(JSON.parse(model.requests().at(-1)?.[1]?.content ?? '')).toMatchObject({
      'answer A': ANSWERS.baseline,
    });
    expect(other.verdict).toMatchObject({
      better: 'baseline',
      assessments: { confidant: assessment(2), baseline: assessment(4) },
    });
  });

  test('is asked again, with the reason, when it writes no ballot', async () => {
    model.answers((messages) =>
      messages.length > 2 ? JSON.stringify(ballot({ better: 'tie' })) : 'Both are nice.',
    );
    expect(await compare('confidant')).toMatchObject({
      verdict: { better: 'tie' },
      problem: null,
      attempts: 2,
    });
    expect(model.lastAsked()).toContain('it is no JSON object');
  });

  test('has not judged when it never writes one', async () => {
    model.answers('I would rather not.');
    expect(await compare('confidant')).toEqual({
      first: 'confidant',
      verdict: null,
      problem: 'no valid ballot: it is no JSON object',
      attempts: 3,
    });
  });

  test('is held to the shape by the server, where the server can do that', async () => {
    model.answers(JSON.stringify(ballot()));
    const { judge: one, tokens } = judge();
    const ask = () => one.compare(situation(), ANSWERS, 'confidant', AbortSignal.timeout(20_000));
    await ask();
    expect(model.bodies().at(-1)).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    });
    model.refusesOnce(400);
    expect(await ask()).toMatchObject({ verdict: { better: 'confidant' }, attempts: 1 });
    await ask();
    expect(model.bodies().at(-1)).not.toHaveProperty('response_format');
    expect(tokens).toHaveLength(3);
  });

  test('that cannot be reached has not judged, and the reason says so', async () => {
    model.refuses(401);
    expect(await compare('confidant')).toMatchObject({
      verdict: null,
      problem: expect.stringMatching(/^badKey: 401/),
    });
  });
});
