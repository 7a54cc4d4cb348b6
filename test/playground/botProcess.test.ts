import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import {
  answered,
  ask,
  leave,
  newFolder,
  openHouse,
  SAMPLE_NOTE,
  setUp,
} from '../support/house.ts';

afterEach(leave);

describe('the bot', { timeout: 20_000 }, () => {
  test('is killed in the middle of an answer, restarted, and answers again', async () => {
    const house = await openHouse();
    await setUp(house);
    house.model.speed = { firstWordsMs: 10, tokensPerSecond: 20 };
    const states: string[] = [];
    house.bot.on('state', (state) => states.push(state));
    await answered(house, await ask(house, 'How do I begin?'));

    await house.bot.kill();
    expect(house.bot.state).toBe('stopped');
    await house.bot.restart();
    await house.bot.running();
    expect(states).toEqual(['stopped', 'starting', 'running']);

    house.model.speed = { firstWordsMs: 10, tokensPerSecond: 1000 };
    await answered(house, await ask(house, 'Still there?'), SAMPLE_NOTE);
  });

  test('is restarted while it runs, by asking it to stop first', async () => {
    const house = await openHouse();
    const stopping = house.bot.logged(({ msg }) => msg === 'stopping');
    await house.bot.restart();
    expect(await stopping).toMatchObject({ signal: 'SIGTERM' });
    await house.bot.running();
    expect(house.bot.lastLines.at(-1)).toMatchObject({ msg: 'commands are registered' });
  });

  test('that ends by itself is noticed', async () => {
    const house = await openHouse();
    const state = once(house.bot, 'state');
    house.discord.gateway.disconnect(4004);
    expect(await Promise.race([state, sleep(8000)])).toBeDefined();
  });

  test('does not outlive a playground that is killed', async () => {
    const script = `
      const { House } = await import('./playground/house.ts');
      const house = await House.open({ folder: process.argv[1], env: {} });
      house.bot.on('log', () => {});
      const { execFileSync } = await import('node:child_process');
      process.stdout.write(execFileSync('ps', ['-o', 'pid=', '--ppid', String(process.pid)]).toString().split('\\n')[0].trim() + '\\n');
    `;
    const playground = spawn(
      process.execPath,
      ['--input-type=module', '-e', script, await newFolder()],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(createInterface(playground.stdout), 'line')) as [string];
    const bot = Number(line);
    expect(isAlive(bot)).toBe(true);
    playground.kill('SIGKILL');
    await expect.poll(() => isAlive(bot), { timeout: 8000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
