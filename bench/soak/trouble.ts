import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BotProcess } from '../../playground/botProcess.ts';
import type { LoopbackDiscord } from '../../playground/discord/index.ts';
import { DATABASE } from '../../src/services/store/sqliteDatabase.ts';
import { lock } from './lock.ts';
import type { ModelFault, SoakModel } from './model.ts';
import type { Random } from './random.ts';
import type { SoakDatabase } from './stores.ts';

const PAUSE_MS = [1_000, 5_000] as const;
const OUTAGE_MS = [1_000, 5_000] as const;
const LOCK_MS = [200, 3_000] as const;
const LOSS_MS = [1_000, 5_000] as const;
/** Edits that are refused at once, and how long the bot is told to wait then, in seconds. */
const LIMITED = { times: 3, retryAfter: 2 };
const EDIT = { method: 'PATCH', route: /messages/ };
const CALLBACK = { method: 'POST', route: /callback/ };

interface Victims {
  discord: LoopbackDiscord;
  model: SoakModel;
  bot: BotProcess;
  /** Locked now and then where it is a file, out of reach where it is a server. */
  database: Pick<SoakDatabase, 'location' | 'proxy'>;
}

/** Lets one thing after another fail, of all that the bot depends on and the bot itself. Tells of each. */
export class Trouble extends EventEmitter<{ made: [string] }> {
  /** How often each thing was made to fail. */
  readonly made = new Map<string, number>();
  /** When the bot was killed, as `performance.now()` has it. */
  readonly kills: number[] = [];
  /** Whether the bot is down because of that. */
  isKilling = false;
  readonly #victims: Victims;
  readonly #random: Random;

  constructor(victims: Victims, random: Random) {
    super();
    this.#victims = victims;
    this.#random = random;
  }

  /** Resolves when it is over and everything works again. `mayKill` is asked every time. */
  async make(over: AbortSignal, mayKill: () => boolean): Promise<void> {
    const { discord } = this.#victims;
    for (;;) {
      const pause = sleep(this.#random.between(...PAUSE_MS), undefined, { signal: over });
      if (
        await pause.then(
          () => false,
          () => true,
        )
      )
        break;
      const [name, cause] = this.#random.pick(this.#kinds(mayKill()));
      this.made.set(name, (this.made.get(name) ?? 0) + 1);
      this.emit('made', name);
      await cause();
    }
    discord.faults.clear();
  }

  #kinds(mayKill: boolean): (readonly [number, readonly [string, () => Promise<void> | void]])[] {
    const { discord, model, database } = this.#victims;
    const times = Math.ceil(this.#random.between(0, 20));
    const fail = (fault: ModelFault) =>
      [3, [`model: ${fault}`, () => model.failNext(fault)]] as const;
    return [
      ...(['rateLimited', 'overloaded', 'refused', 'cut', 'stalled', 'malformed'] as const).map(
        fail,
      ),
      [3, ['edits: 500', () => void discord.faults.add({ ...EDIT, status: 500, times })]],
      [3, ['edits: reset', () => void discord.faults.add({ ...EDIT, reset: true, times })]],
      [
        2,
        [
          'edits: answer lost',
          () => void discord.faults.add({ ...EDIT, reset: true, applied: true, times }),
        ],
      ],
      [2, ['edits: slow', () => void discord.faults.add({ ...EDIT, delayMs: 2_000, times })]],
      [1, ['edits: 429', () => void discord.faults.add({ ...EDIT, status: 429, ...LIMITED })]],
      [
        2,
        [
          'acknowledgement: reset',
          () => void discord.faults.add({ ...CALLBACK, reset: true, times: 1 }),
        ],
      ],
      [
        2,
        [
          'acknowledgement: answer lost',
          () => void discord.faults.add({ ...CALLBACK, reset: true, applied: true, times: 1 }),
        ],
      ],
      [3, ['gateway: cut', () => discord.gateway.disconnect()]],
      [2, ['gateway: reconnect', () => discord.gateway.requestReconnect()]],
      [
        1,
        [
          'gateway: invalid session',
          () => discord.gateway.invalidateSessions({ resumable: this.#random.chance(0.5) }),
        ],
      ],
      [1, ['Discord: outage', () => this.#outage()]],
      ...(database.proxy
        ? ([
            [1, ['database: cut', () => this.#lose('cut')]],
            [1, ['database: silent', () => this.#lose('stall')]],
          ] as const)
        : ([[1, ['database: locked', () => this.#lock()]]] as const)),
      ...(mayKill ? [[2, ['bot: killed', () => this.#kill()]] as const] : []),
    ];
  }

  async #outage(): Promise<void> {
    const { discord } = this.#victims;
    discord.outage(true);
    await sleep(this.#random.between(...OUTAGE_MS));
    discord.outage(false);
  }

  #lock(): Promise<void> {
    const { location } = this.#victims.database;
    return lock(join(location.dataDir, DATABASE), this.#random.between(...LOCK_MS));
  }

  /** Cuts the connections and refuses new ones; or lets nothing through, without a word. */
  async #lose(how: 'cut' | 'stall'): Promise<void> {
    const { proxy } = this.#victims.database;
    proxy?.[how]();
    await sleep(this.#random.between(...LOSS_MS));
    proxy?.restore();
  }

  async #kill(): Promise<void> {
    const { bot, discord } = this.#victims;
    this.isKilling = true;
    await bot.kill();
    // Until Discord sees that nobody is there, what it sends is lost, too.
    await discord.until(() => discord.gateway.connected.length === 0);
    this.kills.push(performance.now());
    bot.start();
    await bot.running();
    this.isKilling = false;
  }
}
