import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../playground/discord/index.ts';
import { freePort } from '../playground/freePort.ts';
import { buttonsOf } from './support/buttons.ts';
import { severalProcesses } from './support/composed.ts';
import { withoutCursor } from './support/confidant.ts';
import { mongodb, type TestDatabase } from './support/databases.ts';
import { Premises, type Running } from './support/process.ts';

/** What each process is told. */
const told = await severalProcesses();
const COUNT = told.length;
/** Requests a second that Discord allows a bot. */
const REQUESTS_PER_SECOND = 50;
/** A lease of a process that is gone runs out, another process looks for it, and waits for its last edits. */
const TAKEN_OVER_MS = 30_000 + 10_000 + 5_000;
/** What a machine that is busy may take for that, in milliseconds. */
const SLACK_MS = 10_000;
const INTERRUPTED = /\n\n-# I had to stop here/;

/** How many answers the process that serves its metrics there has written. */
const turnsOf = async (port: number): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^confidant_turns_total\{result="complete"\} (\d+)$/m.exec(text)?.[1]);
};

test('docs/operations.md gives three processes a shard each, and all requests that Discord allows', () => {
  expect(told.map((env) => env['SHARD_COUNT'])).toEqual(['3', '3', '3']);
  expect(told.map((env) => env['SHARD_IDS'])).toEqual(['0', '1', '2']);
  const shares = told.map((env) => Number(env['REQUESTS_PER_SECOND']));
  expect(shares.reduce((sum, share) => sum + share)).toBe(REQUESTS_PER_SECOND);
  // Direct messages come there.
  expect(shares[0]).toBe(Math.max(...shares));
});

describe.skipIf(!mongodb.available)(
  'three processes on one MongoDB, as docs/operations.md runs them',
  () => {
    let premises: Premises;
    let database: TestDatabase;
    let ports: number[];
    let processes: Running[];

    beforeEach(async () => {
      [premises, database] = await Promise.all([Premises.open(), mongodb.create()]);
      ports = await Promise.all(Array.from({ length: COUNT }, freePort));
      processes = ports.map((_, shard) => run(shard));
      await Promise.all(processes.map(({ logs }) => logs('connected to Discord')));
      await premises.discord.until(() => premises.discord.commands.list(undefined).length > 0);
    });
    afterEach(async () => {
      await premises.close();
      await database.drop();
    });

    const run = (shard: number): Running =>
      premises.workplace.run({
        ...told[shard],
        ...premises.env,
        MONGODB_URI: database.location.mongodbUri ?? '',
        DATA_DIR: premises.workplace.folder,
        // A machine that is busy takes its time to answer somebody else meanwhile.
        STOP_SECONDS: '30',
        HEALTH_PORT: String(ports[shard]),
      });
    /** A channel of a server whose events come on this shard. */
    const channelOn = (shard: number): Channel => {
      for (;;) {
        const guild = premises.discord.createGuild({ name: 'Home' });
        if (Number(BigInt(guild.id) >> 22n) % COUNT === shard) {
          return guild.createTextChannel({ name: 'general' });
        }
      }
    };
    const answered = async (where: Channel, person = premises.ada): Promise<void> => {
      const asked = await person.runCommand('advice', { question: 'Well?' }, where);
      await premises.discord.until(() => asked.original?.content === 'Here.');
    };

    test('each answer what comes on their shard, know everybody, and end well', async () => {
      await premises.setUp();
      premises.model.answers('Here.');
      for (const shard of [0, 1, 2]) await answered(channelOn(shard));
      await answered(premises.discord.dmWithBot(premises.ada));
      expect(await Promise.all(ports.map(turnsOf))).toEqual([2, 1, 1]);
      for (const { child } of processes) child.kill('SIGTERM');
      const ended = await Promise.all(processes.map((process) => process.ended));
      expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    }, 60_000);

    test('write their answers to the end when they are stopped, and others answer meanwhile and after', async () => {
      const { discord, ada, model } = premises;
      const ben = discord.createPerson({ username: 'ben' });
      for (const person of [ada, ben]) await premises.setUp(person);
      const hand = model.handwritten();
      const asked = await ada.runCommand('advice', { question: 'Well?' }, channelOn(2));
      const answer = await hand.next();
      answer.write('Half of it');
      const words = () => withoutCursor(asked.original?.content ?? '');
      await discord.until(() => words() === 'Half of it');
      const [, , last] = processes;
      const stopping = last?.logs('stopping');
      last?.child.kill('SIGTERM');
      await stopping;
      model.answers('Here.');
      await answered(channelOn(1), ben);
      expect(last?.child.exitCode).toBeNull();
      expect(words()).toBe('Half of it');
      answer.write(', and the rest.');
      answer.end();
      expect((await last?.ended)?.code).toBe(0);
      expect(asked.original?.content).toBe('Half of it, and the rest.');
      const store = await database.open();
      expect(await store.findTurn(ada.id, asked.id)).toMatchObject({
        status: 'complete',
        answer: 'Half of it, and the rest.',
      });
      expect(await store.leases()).toEqual([]);
      await answered(channelOn(0), ada);
    }, 60_000);

    test('answer a message of somebody whom another one is answering as soon as that has ended', async () => {
      const { discord, ada, model } = premises;
      await premises.setUp();
      const hand = model.handwritten();
      const asked = await ada.runCommand('advice', { question: 'One?' }, channelOn(1));
      const answer = await hand.next();
      let isTaken = false;
      discord.on('change', ({ kind }) => (isTaken ||= kind === 'typing'));
      const dm = discord.dmWithBot(ada);
      const message = ada.send(dm, { content: 'Two?' });
      await discord.until(() => isTaken, { what: 'the process that has the direct messages' });
      answer.write('First.');
      answer.end();
      await discord.until(() => asked.original?.content === 'First.');
      const next = await hand.next();
      const contents = next.messages.slice(2).map(({ content }) => content);
      expect(contents).toEqual(['One?', 'First.', 'Two?']);
      next.write('Second.');
      next.end();
      const isAnswer = ({ content, repliesTo }: Message) =>
        content === 'Second.' && repliesTo === message;
      await discord.until(() => ada.sees(dm).some(isAnswer));
      expect(await Promise.all(ports.map(turnsOf))).toEqual([1, 1, 0]);
    }, 30_000);

    test('finish what one of them was answering when it was killed, once, and answer others meanwhile', async () => {
      const { discord, ada, model } = premises;
      const [ben, cleo] = ['ben', 'cleo'].map((username) => discord.createPerson({ username }));
      if (!ben || !cleo) throw new Error('They are not there');
      for (const person of [ada, ben, cleo]) await premises.setUp(person);
      const hand = model.handwritten();
      const dm = discord.dmWithBot(ada);
      const message = ada.send(dm, { content: 'One?' });
      (await hand.next()).write('Half of one');
      const question = { question: 'Two?', private: true };
      const asked = await ben.runCommand('advice', question, channelOn(0));
      (await hand.next()).write('Half of two');
      const shows = (find: () => Message | undefined, text: string) =>
        discord.until(
          () => {
            const found = find();
            return found && withoutCursor(found.content) === text ? found : undefined;
          },
          { what: text },
        );
      const replies = await Promise.all([
        shows(() => ada.sees(dm).find(({ repliesTo }) => repliesTo === message), 'Half of one'),
        shows(() => asked.original, 'Half of two'),
      ]);
      const store = await database.open();
      const turns = () =>
        Promise.all([store.findTurn(ada.id, message.id), store.findTurn(ben.id, asked.id)]);
      // Words are stored soon after they are shown.
      while ((await turns()).some((turn) => !turn?.answer.startsWith('Half of'))) await sleep(50);
      const [killed, ...others] = processes;
      killed?.child.kill('SIGKILL');
      await killed?.ended;
      const killedAt = performance.now();

      model.answers('Here.');
      for (const shard of [1, 2]) await answered(channelOn(shard), cleo);
      for (const { content } of replies) expect(content).toContain('▍');
      for (const reply of replies) {
        const timeoutMs = killedAt + TAKEN_OVER_MS + SLACK_MS - performance.now();
        await discord.until(() => INTERRUPTED.test(reply.content), { timeoutMs, what: 'the note' });
        expect(reply.content).toMatch(/^Half of (one|two)\n\n-# I had to stop here/);
        expect(buttonsOf(reply)).toEqual(['Continue', 'Try again']);
      }
      for (const turn of await turns()) {
        expect(turn).toMatchObject({ status: 'stopped', endedAt: expect.any(Date) });
      }
      while ((await store.leases()).length > 0) await sleep(50);
      // Whoever waited for the killed process is free to ask any other.
      await answered(channelOn(1), ada);

      const back = run(0);
      await back.logs('connected to Discord');
      const [first, second] = replies;
      const onward = await ada.click(first, 'Continue');
      await discord.until(() => onward.original?.content === 'Here.', { what: 'the rest' });
      const again = await ben.click(second, 'Try again');
      await discord.until(() => again.original?.content === 'Here.', { what: 'a new answer' });

      for (const { child } of [...others, back]) child.kill('SIGTERM');
      const ended = await Promise.all([...others, back].map((process) => process.ended));
      const lines = ended.flatMap(({ stdout }) => stdout.split('\n'));
      for (const { id } of [message, asked]) {
        const finished = lines.filter((line) => line.includes('an interrupted reply is finished'));
        const times = finished.filter((line) => line.includes(`"${id}"`)).length;
        expect(times).toBeLessThanOrEqual(1);
      }
      for (const { history } of replies) {
        const endings = history.filter(({ content }) => INTERRUPTED.test(content));
        expect(new Set(endings.map(({ content }) => content)).size).toBe(1);
      }
    }, 90_000);
  },
);
