import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { Absences } from '../../bench/soak/absences.ts';
import { lock } from '../../bench/soak/lock.ts';
import { SoakModel } from '../../bench/soak/model.ts';
import { Random } from '../../bench/soak/random.ts';
import { question, rememberedIn } from '../../bench/soak/words.ts';
import { MEMORY_LENGTH } from '../../src/models/memory.ts';
import type { Turn } from '../../src/models/turn.ts';
import { Model } from '../../src/services/coaching/model.ts';
import { buildSummaryPrompt, tidySummary } from '../../src/services/coaching/summary.ts';
import { Confidant } from '../support/confidant.ts';
import { sqlite } from '../support/databases.ts';

const turnAbout = (number: number): Turn => ({
  id: String(number),
  userId: '1',
  question: question('p1', number),
  pictures: [],
  practiceId: null,
  isReview: false,
  follows: null,
  answer: 'w0 w1',
  status: 'complete',
  askedAt: new Date(),
  endedAt: new Date(),
  reply: null,
  feedback: null,
  replacedBy: null,
  isRefused: false,
});

test('a soak knows when Discord had nobody to tell of messages', async () => {
  const confidant = await Confidant.start(sqlite);
  const { discord } = confidant;
  const absences = new Absences(discord, 0);
  const isConnected = (connected: boolean) =>
    discord.until(() => discord.gateway.connected.length > 0 === connected);
  const before = performance.now();
  discord.gateway.disconnect();
  await isConnected(false);
  const cut = performance.now();
  const hasResumed = () => confidant.logs.some((line) => line.includes('Discord resumed'));
  await discord.until(hasResumed);
  const resumed = performance.now();
  discord.gateway.invalidateSessions();
  const invalid = performance.now();
  await isConnected(true);
  // Whoever resumes is told of everything; whoever begins anew is not.
  expect([before, cut, resumed].map((at) => absences.includes(at))).toEqual([false, false, false]);
  expect(absences.includes(invalid)).toBe(true);
  await sleep(1);
  expect(absences.includes(performance.now())).toBe(false);
  await confidant.stop();
});

test('a soak locks a SQLite file for a while, and only then', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'confidant-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'some.db');
  const database = new DatabaseSync(file, { timeout: 0 });
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE words (word TEXT)');
  const write = () => database.exec("INSERT INTO words VALUES ('one')");
  const locked = lock(file, 50);
  expect(write).toThrow('locked');
  await locked;
  write();
  database.close();
});

test('the model of a soak remembers what was asked, and now and then says too much', async () => {
  const server = new SoakModel(new Random(1));
  await server.start();
  onTestFinished(() => server.stop());
  const model = new Model({ apiKey: 'none', baseUrl: server.baseUrl, name: 'soak' });
  const prompt = buildSummaryPrompt('', [7, 8].map(turnAbout));
  const texts = await Promise.all(
    Array.from({ length: 40 }, async () => {
      let text = '';
      for await (const delta of model.stream(prompt, { signal: new AbortController().signal })) {
        text += delta;
      }
      return text;
    }),
  );
  for (const text of texts) {
    const remembered = rememberedIn(tidySummary(text)).slice(0, 2);
    expect(remembered).toEqual([
      { username: 'p1', number: 7 },
      { username: 'p1', number: 8 },
    ]);
  }
  expect(texts.some(({ length }) => length < MEMORY_LENGTH)).toBe(true);
  expect(texts.some(({ length }) => length > MEMORY_LENGTH)).toBe(true);
});
