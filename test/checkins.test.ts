import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CheckIn } from '../src/models/checkIn.ts';
import type { Store } from '../src/services/store/store.ts';
import { databaseKinds, type TestDatabase } from './support/databases.ts';
import { freePort } from '../playground/freePort.ts';
import { databaseEnv, Premises, type Running } from './support/process.ts';

const COUNT = 3;

const sentBy = async (port: number): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^confidant_checkins_total\{result="sent"\} (\d+)$/m.exec(text)?.[1]);
};

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`check-ins that came due without a bot, on ${kind.name}`, () => {
    let premises: Premises;
    let database: TestDatabase;
    let store: Store;

    beforeEach(async () => {
      [premises, database] = await Promise.all([Premises.open(), kind.create()]);
      store = await database.open();
    });
    afterEach(async () => {
      await premises.close();
      await database.drop();
    });

    const due = async (id: string, minutesAgo: number): Promise<void> => {
      const at = new Date(Date.now() - minutesAgo * 60_000);
      const checkIn: CheckIn = {
        id,
        userId: premises.ada.id,
        plan: `plan ${id}`,
        locale: 'en-US',
        dueAt: at,
        status: 'pending',
        tryAt: at,
        triedSince: null,
      };
      await store.addCheckIn(checkIn, 10);
    };

    /** As many processes as the database allows, started at once. */
    const startAll = async (): Promise<{ processes: Running[]; ports: number[] }> => {
      const count = store.isShared ? COUNT : 1;
      const ports = await Promise.all(Array.from({ length: count }, freePort));
      const processes = ports.map((port, shard) =>
        premises.workplace.run({
          ...premises.env,
          ...databaseEnv(database.location),
          SHARD_COUNT: String(count),
          SHARD_IDS: String(shard),
          HEALTH_PORT: String(port),
        }),
      );
      await Promise.all(processes.map(({ logs }) => logs('connected to Discord')));
      return { processes, ports };
    };

    test('are sent when it starts, each once, and counted; the process ends well', async () => {
      const { discord, ada } = premises;
      await store.saveProfile(ada.id, { name: 'Ada', age: 29, gender: 'woman', interests: [] });
      for (const [index, id] of ['1', '2', '3', '4', '5'].entries()) await due(id, index + 1);
      const { processes, ports } = await startAll();
      const messages = () => ada.sees(discord.dmWithBot(ada)).map(({ content }) => content);
      await expect.poll(() => store.checkIns(ada.id), { timeout: 15_000 }).toEqual([]);
      expect(messages()).toHaveLength(5);
      expect(new Set(messages()).size).toBe(5);
      const counts = await Promise.all(ports.map(sentBy));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5);
      for (const { child } of processes) child.kill('SIGTERM');
      const ended = await Promise.all(processes.map((one) => one.ended));
      expect(ended.map(({ code }) => code)).toEqual(processes.map(() => 0));
      expect(ended.map(({ stdout }) => stdout).join()).not.toContain('plan 1');
    }, 60_000);
  });
}
