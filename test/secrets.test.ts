import { describe, expect, test } from 'vitest';
import { buttonsOf } from './support/buttons.ts';
import { ADA } from './support/confidant.ts';
import { databaseKinds, keyringOf, newKey } from './support/databases.ts';
import { kill } from './support/kill.ts';
import { Life } from './support/life.ts';
import { databaseEnv, Premises } from './support/process.ts';

const API_KEY = 'sk-cardamom-0123456789';
const USER = 'nutmeguser';
const PASSWORD = 'nutmegpassword';
/** Said by people, by the model, and by a model's server that quotes what it was sent. */
const WORDS = ['saffron', 'cinnamon', 'turmeric', 'Wilhelmina', 'falconry'];

describe.each(databaseKinds)('a process on $name that says all it can', (kind) => {
  test('says no secret, no words, and no connection string, whatever fails', async (context) => {
    if (!kind.available) context.skip();
    const premises = await Premises.open();
    const { discord, model, ada, channel, workplace } = premises;
    const database = await kind.create();
    context.onTestFinished(async () => {
      await premises.close();
      await database.drop();
    });
    const key = newKey();
    const { mongodbUri, dataDir } = database.location;
    const place: Record<string, string> = mongodbUri
      ? { MONGODB_URI: mongodbUri, DATABASE_WAIT_SECONDS: '0' }
      : { DATA_DIR: dataDir };
    const running = await premises.serve({
      LOG_LEVEL: 'trace',
      OPENAI_API_KEY: API_KEY,
      ENCRYPTION_KEY: key,
      ...place,
    });

    const modal = await (await ada.runCommand('profile setup', {}, channel)).modal();
    const saved = await modal.submit({ ...ADA, name: 'Wilhelmina', interests: 'falconry' });
    await discord.until(() => saved.messages()[0]?.content.includes('Wilhelmina'));
    const shown: string[] = [];
    const ask = async (question: string, sign: string) => {
      const asked = await ada.runCommand('advice', { question }, channel);
      await discord.until(() => asked.messages().some(({ content }) => content.includes(sign)));
      shown.push(JSON.stringify(asked.messages().map(({ content }) => content)));
    };
    model.answers('Answering in cinnamon.');
    await ask('A question of saffron?', 'cinnamon');
    model.refuses(401, { message: `Incorrect API key: ${API_KEY}. turmeric` });
    await ask('Saffron, saffron?', 'does not accept');
    model.refuses(400, { message: 'Your prompt "saffron turmeric" was refused' });
    await ask('More saffron?', '-#');
    const hand = model.handwritten();
    const broken = ask('And saffron?', 'The connection broke');
    const answer = await hand.next();
    answer.write('cinnamon');
    answer.garble(`{"turmeric ${API_KEY}`);
    await broken;
    running.child.kill('SIGTERM');
    const { stdout, stderr } = await running.ended;

    // Starts that fail for what they are told: another key, and credentials that the database does not know.
    const other = newKey();
    const env = { ...premises.env, LOG_LEVEL: 'trace', OPENAI_API_KEY: API_KEY, ...place };
    const refusals = [workplace.run({ ...env, ENCRYPTION_KEY: other }).ended];
    if (mongodbUri) {
      const uri = mongodbUri.replace(/\/\/(?:[^@/]*@)?/, `//${USER}:${PASSWORD}@`);
      refusals.push(workplace.run({ ...env, ENCRYPTION_KEY: key, MONGODB_URI: uri }).ended);
    }
    const refused = await Promise.all(refusals);
    for (const { code, stderr: reason } of refused) {
      expect(code).toBe(1);
      expect(reason).toContain('Confidant cannot start');
    }

    const said = [{ stdout, stderr }, ...refused].map((one) => one.stdout + one.stderr).join('\n');
    expect(said).toContain('"failure":"badKey"');
    expect(said).toContain('"failure":"cutOff"');
    const tokens = [...discord.interactions.values()].map(({ token }) => token);
    const secrets = [API_KEY, key, other, USER, PASSWORD, discord.token, ...tokens];
    for (const secret of [...secrets, ...WORDS]) {
      expect(said.includes(secret), `the process says ${secret.slice(0, 12)}`).toBe(false);
    }
    for (const secret of [...secrets, 'turmeric']) {
      expect(shown.join('\n').includes(secret), `people see ${secret.slice(0, 12)}`).toBe(false);
    }
  }, 60_000);

  test('says no words of anybody, no name of a person or a file, whatever they use, also when it is killed', async (context) => {
    if (!kind.available) context.skip();
    const premises = await Premises.open();
    const { discord, model } = premises;
    const database = await kind.create();
    context.onTestFinished(async () => {
      await premises.close();
      await database.drop();
    });
    const key = newKey();
    const store = await database.open({ keyring: keyringOf(key) });
    const settings = {
      ...databaseEnv(database.location),
      LOG_LEVEL: 'trace',
      ENCRYPTION_KEY: key,
      HISTORY_MESSAGES: '2',
    };
    const told: string[] = [];
    discord.on('dispatch', ({ data }) => told.push(JSON.stringify(data)));
    const first = await premises.serve(settings);
    const life = new Life(premises);
    const { ada, dm } = life;
    await life.introduce();
    await life.writeAndAsk();
    await life.rehearse();
    await life.lookAtWhatIsKept();
    await life.askInTrouble();
    const [broken, again] = await life.tryAgain();

    // It is killed in the middle of an answer, and while it is gone a check-in becomes due.
    const hand = model.handwritten();
    const written = ada.send(dm, { content: life.plant('LastQuestion') });
    (await life.next(hand)).write(life.plant('HalfAnAnswer'));
    const half = await discord.until(() => ada.sees(dm).find((one) => one.repliesTo === written));
    const isStored = async () => (await store.findTurn(ada.id, written.id))?.answer !== '';
    await expect.poll(isStored, { timeout: 10_000 }).toBe(true);
    await kill(first, database);
    const at = new Date();
    await store.addCheckIn(
      {
        id: '77',
        userId: ada.id,
        plan: life.plant('DuePlan'),
        locale: 'en-US',
        dueAt: at,
        status: 'pending',
        tryAt: at,
        triedSince: null,
      },
      10,
    );
    const second = await premises.serve(settings);
    await discord.until(() => buttonsOf(half).includes('Try again'), { timeoutMs: 30_000 });
    await discord.until(() => ada.sees(dm).some(({ content }) => content.includes('DuePlan')));
    const exported = await life.exportAndDelete();
    expect(await store.recentTurns(ada.id, 9)).toEqual([]);
    second.child.kill('SIGTERM');

    const ended = await Promise.all([first.ended, second.ended]);
    const said = ended.map(({ stdout, stderr }) => stdout + stderr).join('\n');
    for (const { id } of [broken, again, written]) expect(said).toContain(id);
    expect(said).toContain('an interrupted reply is finished');
    const tokens = [...discord.interactions.values()].map(({ token }) => token);
    for (const secret of [...life.planted, ...tokens, key, discord.token]) {
      const isSaid = said.toLowerCase().includes(secret.toLowerCase());
      expect(isSaid, `the process says ${secret.slice(0, 24)}`).toBe(false);
    }
    // All of it has come to the bot, from Discord, the model or the store.
    told.push(JSON.stringify(model.bodies()), exported);
    const all = told.join('\n').toLowerCase();
    expect([...life.planted].filter((word) => !all.includes(word.toLowerCase()))).toEqual([]);
  }, 90_000);
});
