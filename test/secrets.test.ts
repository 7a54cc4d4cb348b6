import { describe, expect, test } from 'vitest';
import { ADA } from './support/confidant.ts';
import { databaseKinds, newKey } from './support/databases.ts';
import { Premises } from './support/process.ts';

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
    await database.drop();
    await premises.close();
  }, 60_000);
});
