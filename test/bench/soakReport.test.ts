import { describe, expect, test } from 'vitest';
import { readArguments } from '../../bench/soak/arguments.ts';
import { count, Findings } from '../../bench/soak/examination/findings.ts';
import { report } from '../../bench/soak/report.ts';

/** The report of a soak in which nothing was lost, and this became of the questions. */
const reportOf = (became: Record<string, number>) => {
  const findings = new Findings();
  for (const [name, times] of Object.entries(became)) {
    for (let time = 0; time < times; time += 1) count(findings.questions, name);
  }
  const soak = readArguments(['--minutes', '2']);
  if (soak.help) throw new Error('That is no soak');
  return report(soak, {
    findings,
    questions: [...findings.questions.values()].reduce((sum, times) => sum + times, 0),
    done: new Map(),
    made: new Map(),
    requests: 1,
    rateLimited: { bot: new Map(), injected: 0, afterKill: 0 },
    errors: 0,
    memory: { thirds: [], isFlat: true },
  });
};

describe('the report of a soak', () => {
  test('holds where most questions were answered, whatever their askers deleted or joined', () => {
    const { text, succeeded } = reportOf({
      complete: 60,
      stopped: 20,
      failed: 5,
      'not taken, and told so': 15,
      'deleted by their asker': 500,
      'went along with a later one': 500,
      'waiting for a profile': 500,
    });
    expect(text).toMatch(/^held +at least 60 % of the questions were answered to the end$/m);
    expect(text).toMatch(/^held +at most 30 % were not taken or failed$/m);
    expect(succeeded).toBe(true);
  });

  test.each([
    [{ 'not taken, and told so': 100 }, /^NOT HELD +at most 30 %/m],
    [{ complete: 69, 'not taken, and told so': 20, failed: 11 }, /^NOT HELD +at most 30 %/m],
    [{ complete: 59, stopped: 41 }, /^NOT HELD +at least 60 %/m],
    [{ stopped: 100 }, /^NOT HELD +at least 60 %/m],
  ])('does not hold with %j', (became, line) => {
    const { text, succeeded } = reportOf(became);
    expect(text).toMatch(line);
    expect(succeeded).toBe(false);
  });

  test('says nothing of shares where there were few questions', () => {
    const { text, succeeded } = reportOf({ 'not taken, and told so': 49 });
    expect(text).not.toContain('%');
    expect(succeeded).toBe(true);
  });
});
