import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { type Examined, Moderation } from '../../../src/services/safety/moderation.ts';
import { TestModel } from '../../support/model.ts';

/** A slow machine is no trouble of the provider's. */
const PATIENT_MS = 20_000;
const LIMIT_MS = 150;

describe('the examination of a text', () => {
  let model: TestModel;
  let moderation: Moderation;
  let impatient: Moderation;
  let usual: Moderation;
  let results: Examined[];
  let logs: string[];
  const never = new AbortController().signal;

  beforeEach(async () => {
    model = await TestModel.start();
    results = [];
    logs = [];
    const log = createLogger('trace', { write: (line) => logs.push(line) });
    const onExamined = (result: Examined) => results.push(result);
    const { baseUrl } = model;
    const options = { apiKey: 'a-key', baseUrl, log, onExamined };
    moderation = new Moderation({ ...options, timeoutMs: PATIENT_MS });
    impatient = new Moderation({ ...options, timeoutMs: LIMIT_MS });
    usual = new Moderation(options);
  });
  afterEach(() => model.stop());

  const found = async (text = 'Some words', signal = never) => [
    ...(await moderation.examine(text, signal)),
  ];

  test.each([
    [[], [], 'clear'],
    [['sexual', 'harassment', 'hate', 'illicit', 'illicit/violent'], [], 'clear'],
    [['self-harm'], ['selfHarm'], 'careful'],
    [['self-harm/instructions'], ['selfHarm'], 'careful'],
    [['hate/threatening'], ['violence'], 'careful'],
    [['self-harm/intent', 'violence'], ['selfHarm', 'violence'], 'careful'],
    [['sexual/minors', 'sexual'], ['minors'], 'refused'],
    [['sexual/minors', 'self-harm'], ['selfHarm', 'minors'], 'refused'],
  ] as const)('that is flagged as %j finds %j', async (categories, concerns, result) => {
    model.examiner.finds(...categories);
    expect(new Set(await found())).toEqual(new Set(concerns));
    expect(results).toEqual([result]);
  });

  test.each([
    [['sexual'], ['sexual'], 'careful'],
    [['sexual', 'violence'], ['sexual', 'violence'], 'careful'],
    [['sexual/minors', 'sexual'], ['minors', 'sexual'], 'refused'],
    [['harassment', 'hate'], [], 'clear'],
  ] as const)(
    'of a line in a rehearsal that is flagged as %j finds %j',
    async (categories, concerns, result) => {
      model.examiner.finds(...categories);
      expect(await moderation.examineLine('Some words')).toEqual(new Set(concerns));
      expect(results).toEqual([result]);
    },
  );

  test('asks for nothing but the text', async () => {
    await found('Some words');
    expect(model.examiner.bodies).toEqual([
      { model: 'omni-moderation-latest', input: 'Some words' },
    ]);
  });

  test('takes what it does not know for nothing', async () => {
    model.examiner.says({ results: [{ categories: { 'a/new one': true, violence: null } }] });
    expect(await found()).toEqual([]);
    expect(results).toEqual(['clear']);
  });

  test('of nothing asks nobody', async () => {
    expect(await found(' \n')).toEqual([]);
    expect(model.examiner.inputs).toEqual([]);
    expect(results).toEqual([]);
  });

  test.each([
    ['is silent', () => model.examiner.isSilent()],
    ['begins an answer and does not end it', () => model.examiner.stalls()],
  ])('takes no longer than it may when the provider %s', async (_, trouble) => {
    trouble();
    const begun = performance.now();
    expect([...(await impatient.examine('Some words', never))]).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(LIMIT_MS + 1_000);
    expect(results).toEqual(['failed']);
  });

  test('takes a second and a half, unless told otherwise', async () => {
    model.examiner.isSilent();
    const begun = performance.now();
    await usual.examine('Some words', never);
    const ms = performance.now() - begun;
    expect(ms).toBeGreaterThan(1_400);
    expect(ms).toBeLessThan(2_500);
  });

  test.each([400, 401, 403, 429, 500, 503])(
    'is tried once, and goes on after %i',
    async (status) => {
      model.examiner.refuses(status);
      expect(await found('Secret words')).toEqual([]);
      model.examiner.finds('violence');
      expect(await found()).toEqual(['violence']);
      expect(model.examiner.inputs).toEqual(['Secret words', 'Some words']);
      expect(results).toEqual(['failed', 'careful']);
      expect(logs.join()).not.toMatch(/Secret|a-key/);
    },
  );

  test.each([404, 405, 501])('is given up for good after %i', async (status) => {
    model.examiner.refuses(status);
    await found();
    await found();
    expect(model.examiner.inputs).toHaveLength(1);
    expect(results).toEqual(['unavailable', 'unavailable']);
    expect(logs).toHaveLength(1);
  });

  test('that is stopped ends at once, and counts as nothing', async () => {
    model.examiner.isSilent();
    const stop = new AbortController();
    const examined = found('Some words', stop.signal);
    await model.examiner.asked();
    stop.abort();
    expect(await examined).toEqual([]);
    await sleep(0);
    expect(results).toEqual([]);
    expect(logs).toEqual([]);
  });
});
