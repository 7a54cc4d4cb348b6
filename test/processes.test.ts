import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../playground/discord/index.ts';
import { mongodb, type TestDatabase } from './support/databases.ts';
import { freePort } from '../playground/freePort.ts';
import { Premises, type Running } from './support/process.ts';

const COUNT = 3;

/** How many answers the process that serves its metrics there has written. */
const turnsOf = async (port: number): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^confidant_turns_total\{result="complete"\} (\d+)$/m.exec(text)?.[1]);
};

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
      processes = ports.map((port, shard) =>
        premises.workplace.run({
          ...premises.env,
          MONGODB_URI: database.location.mongodbUri ?? '',
          SHARD_COUNT: String(COUNT),
          SHARD_IDS: String(shard),
          HEALTH_PORT: String(port),
        }),
      );
      await Promise.all(processes.map(({ logs }) => logs('connected to Discord')));
      await premises.discord.until(() => premises.discord.commands.list(undefined).length > 0);
    });
    afterEach(async () => {
      await premises.close();
      await database.drop();
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
    const answered = async (where: Channel): Promise<void> => {
      const { discord, ada } = premises;
      const asked = await ada.runCommand('advice', { question: 'Well?' }, where);
      await discord.until(() => asked.original?.content === 'Here.');
    };

    test('each answer what comes on their shard, know everybody, and end well', async () => {
      await premises.setUp();
      premises.model.answers('Here.');
      for (const shard of [0, 1, 2]) await answered(channelOn(shard));
      await answered(premises.discord.dmWithBot(premises.ada));
      expect(await Promise.all(ports.map(turnsOf))).toEqual([2, 1, 1]);
      const [first, , last] = processes;
      last?.child.kill('SIGTERM');
      expect((await last?.ended)?.code).toBe(0);
      await answered(channelOn(1));
      first?.child.kill('SIGTERM');
      expect((await first?.ended)?.code).toBe(0);
    }, 30_000);

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
  },
);
