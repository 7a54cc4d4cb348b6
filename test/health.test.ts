import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ButtonStyle } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Message } from '../playground/discord/index.ts';
import { buttonsIn, buttonsOf } from './support/buttons.ts';
import { withoutCursor } from './support/confidant.ts';
import { mongodb } from './support/databases.ts';
import { Door } from './support/door.ts';
import { freePort } from '../playground/freePort.ts';
import { Premises } from './support/process.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../docs/operations.md'), 'utf8');

describe('who watches over the process', () => {
  let premises: Premises;
  let port: number;
  let rateLimited: number;

  beforeEach(async () => {
    rateLimited = 0;
    [premises, port] = await Promise.all([Premises.open(), freePort()]);
  });
  afterEach(() => premises.close({ rateLimited }));

  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  const readiness = async () => {
    const response = await get('/readyz');
    return { status: response.status, ...((await response.json()) as object) };
  };
  /** Asks until the process is ready, or is not, and resolves with what it says then. */
  const readinessOf = (status: number) =>
    vi.waitUntil(async () => (await readiness()).status === status && readiness(), {
      interval: 20,
      timeout: 8_000,
    });
  const metrics = async () => (await get('/metrics')).text();
  const env = () => ({ HEALTH_PORT: String(port) });

  test('is told that it is up and ready, and knows which pages there are', async () => {
    await premises.serve(env());
    expect((await get('/healthz')).status).toBe(200);
    expect(await readiness()).toEqual({ status: 200, gateway: true, store: true });
    expect((await get('/')).status).toBe(404);
    expect(await (await get('/')).json()).toEqual({ pages: ['/healthz', '/readyz', '/metrics'] });
    expect((await get('/metrics', { method: 'POST' })).status).toBe(405);
    expect((await get('/readyz?verbose', { method: 'HEAD' })).status).toBe(200);
  });

  test('is told that it is up, but not ready, while the database is waited for', async () => {
    const { logs } = premises.workplace.run({
      ...premises.env,
      ...env(),
      MONGODB_URI: 'mongodb://127.0.0.1:9/confidant?serverSelectionTimeoutMS=100',
    });
    await logs('the database does not answer yet');
    expect((await get('/healthz')).status).toBe(200);
    expect(await readiness()).toEqual({ status: 503, gateway: false, store: false });
  });

  test('is told that the gateway is away, and that it is back', async () => {
    const { discord } = premises;
    await premises.serve(env());
    discord.outage(true);
    expect(await readinessOf(503)).toEqual({ status: 503, gateway: false, store: true });
    discord.outage(false);
    expect(await readinessOf(200)).toEqual({ status: 200, gateway: true, store: true });
    expect(await metrics()).toMatch(/^confidant_gateway_reconnects_total [1-9]/m);
  }, 15_000);

  test('is told that Discord refuses the token again and again, and that it accepts it', async () => {
    const { discord, model, ada } = premises;
    await premises.serve(env());
    await premises.setUp();
    model.answers('Here.');
    const dm = discord.dmWithBot(ada);
    const mend = discord.faults.add({ route: /\/channels\//, status: 401 });
    ada.send(dm, { content: 'Anybody?' });
    expect(await readinessOf(503)).toEqual({ status: 503, gateway: false, store: true });
    mend();
    expect(await readinessOf(200)).toEqual({ status: 200, gateway: true, store: true });
    await discord.until(() => [...dm.messages.values()].at(-1)?.content === 'Here.');
  }, 20_000);

  test('is told that the database is away, and that it is back', async (context) => {
    if (!mongodb.available) context.skip();
    const database = await mongodb.create();
    const door = await Door.start(database.location.mongodbUri ?? '');
    door.open();
    const options = 'directConnection=true&serverSelectionTimeoutMS=200&heartbeatFrequencyMS=500';
    await premises.serve({ ...env(), MONGODB_URI: `${door.uri}?${options}` });
    door.shut();
    expect(await readinessOf(503)).toEqual({ status: 503, gateway: true, store: false });
    door.open();
    expect(await readinessOf(200)).toEqual({ status: 200, gateway: true, store: true });
    await premises.workplace.clear();
    await door.stop();
    await database.drop();
  }, 15_000);

  test('is told not to count on it any more while its last answers are written', async () => {
    const { model, ada, channel } = premises;
    const { child, ended } = await premises.serve(env());
    await premises.setUp();
    const hand = model.handwritten();
    await ada.runCommand('advice', { question: 'One?' }, channel);
    const answer = await hand.next();
    child.kill('SIGTERM');
    expect(await readinessOf(503)).toEqual({ status: 503, gateway: false, store: true });
    expect((await get('/healthz')).status).toBe(200);
    answer.end();
    expect((await ended).code).toBe(0);
  });

  test('counts what it does, with nobody’s words or ids', async () => {
    const { discord, model, ada, channel } = premises;
    await premises.serve(env());
    await premises.setUp();
    model.answers('Call her.');
    const first = await ada.runCommand('advice', { question: 'Shall I call?' }, channel);
    await discord.until(() => first.original?.content === 'Call her.');
    const answer = first.original as Message;
    await discord.until(() => buttonsOf(answer).includes('👍'));
    // Taken back, and given once more.
    for (const style of [ButtonStyle.Success, ButtonStyle.Secondary, ButtonStyle.Success]) {
      await ada.click(answer, '👍');
      const shown = () => buttonsIn(answer).find(({ emoji }) => emoji?.name === '👍');
      await discord.until(() => shown()?.style === style);
    }
    model.refuses(401);
    const second = await ada.runCommand('advice', { question: 'Shall I write?' }, channel);
    await discord.until(() => second.original?.content.includes('does not accept my key'));
    const hand = model.handwritten();
    const third = await ada.runCommand('advice', { question: 'Shall I wait?' }, channel);
    (await hand.next()).write('Wait');
    await discord.until(() => withoutCursor(third.original?.content ?? '') === 'Wait');

    const text = await metrics();
    for (const line of [
      'confidant_turns_total{result="complete"} 1',
      'confidant_feedback_total{thumb="up"} 2',
      'confidant_feedback_total{thumb="down"} 0',
      'confidant_turns_total{result="failed"} 1',
      'confidant_turns_total{result="stopped"} 0',
      'confidant_checkins_total{result="sent"} 0',
      'confidant_moderations_total{result="refused"} 0',
      'confidant_first_words_seconds_count 1',
      'confidant_live_replies 1',
      'confidant_discord_rate_limited_total 0',
      'confidant_gateway_reconnects_total 0',
      'confidant_store_seconds_count{operation="beginTurn",result="done"} 3',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toMatch(/^confidant_moderations_total\{result="(clear|failed)"\} [1-4]/m);
    expect(text).toMatch(/^confidant_model_tokens_total\{kind="completion"\} [1-9]/m);
    expect(text).toMatch(/^confidant_discord_edits_total\{status="200"\} [3-9]/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
    expect(text).not.toMatch(/Shall|Call her|Wait\b|Ada|Lovelace/);
    for (const id of [ada.id, channel.id, first.id]) expect(text).not.toContain(id);
  });

  test('finds in docs/operations.md every number of the bot’s own', async () => {
    await premises.serve(env());
    const own = /^# TYPE (confidant_\w+)/gm;
    const exported = Array.from((await metrics()).matchAll(own), ([, name]) => name);
    const named = Array.from(PAGE.matchAll(/^\| `(confidant_\w+)/gm), ([, name]) => name);
    expect(new Set(named)).toEqual(new Set(exported));
    expect(named).toHaveLength(12);
  });

  test('counts the requests that came too fast for Discord', async () => {
    const { discord, model, ada, channel } = premises;
    await premises.serve(env());
    await premises.setUp();
    model.answers('Call her.');
    discord.faults.add({
      method: 'PATCH',
      route: /messages/,
      status: 429,
      retryAfter: 0.1,
      times: 1,
    });
    const advice = await ada.runCommand('advice', { question: 'Shall I call?' }, channel);
    await discord.until(() => advice.original?.content === 'Call her.');
    rateLimited = 1;
    const text = await metrics();
    expect(text).toMatch(/^confidant_discord_rate_limited_total 1$/m);
    expect(text).toMatch(/^confidant_discord_edits_total\{status="429"\} 1$/m);
  });

  test('is told when the port is taken', async () => {
    await premises.serve(env());
    const { code, stdout } = await premises.workplace.run({ ...premises.env, ...env() }).ended;
    expect(code).toBe(1);
    expect(stdout).toMatch(/"code":"EADDRINUSE".*HEALTH_PORT cannot be used/);
  });
});
