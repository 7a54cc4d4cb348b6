import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addCheckIn } from '../../bench/soak/deeds/checkIns.ts';
import { writeDirectly } from '../../bench/soak/deeds/messages.ts';
import { deleteEverything, exportEverything } from '../../bench/soak/deeds/privacy.ts';
import { introduce, setUp } from '../../bench/soak/deeds/profile.ts';
import { ask } from '../../bench/soak/deeds/advice.ts';
import type { Asked } from '../../bench/soak/asked.ts';
import { Excuses } from '../../bench/soak/examination/excuses.ts';
import { examine, momentOf } from '../../bench/soak/examination/index.ts';
import { SoakPerson } from '../../bench/soak/person.ts';
import { Random } from '../../bench/soak/random.ts';
import { Replies } from '../../bench/soak/replies.ts';
import { noRecords, type Records, type Surroundings } from '../../bench/soak/surroundings.ts';
import type { Interaction, Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import type { Store } from '../../src/services/store/store.ts';
import type { Turn } from '../../src/models/turn.ts';
import { sqlite, withMethods } from '../support/databases.ts';
import { DAY_MS, Later } from '../support/later.ts';

const ANSWER = 'A whole answer.';
/** The bot was always there. */
const NEVER = { includes: () => false };

const remembers = (text: string): Partial<Store> => ({
  findMemory: async () => ({ text, through: new Date(), newestAt: new Date(), version: 1 }),
});

/** People of a soak on a bot of this test's own; nobody does anything more once they have read an answer. */
const people = async () => {
  const later = await Later.start(sqlite);
  const { bot } = later;
  bot.model.answers(ANSWER);
  const all: Surroundings = {
    discord: bot.discord,
    replies: new Replies(bot.discord),
    records: noRecords(),
    done: new Map(),
    over: AbortSignal.abort(),
    late: new AbortController().signal,
  };
  const [ada, ben] = [bot.ada, bot.ben].map(
    (person, index) => new SoakPerson(person, bot.channel, new Random(index), all),
  ) as [SoakPerson, SoakPerson];
  return { later, bot, all, ada, ben };
};

describe('the examination of a soak', () => {
  let stage: Awaited<ReturnType<typeof people>>;
  let records: Records;
  let turns: Turn[];

  beforeAll(async () => {
    stage = await people();
    const { later, bot, all, ada } = stage;
    records = all.records;
    await setUp(ada);
    await ask(ada);
    await writeDirectly(ada);
    await addCheckIn(ada);
    later.pass(4 * DAY_MS);
    await bot.discord.until(() => all.replies.unaskedOf(bot.ada).length > 0);
    await exportEverything(ada);
    await bot.stopBot();
    turns = await bot.store.turns(bot.ada.id, await bot.store.turnIds(bot.ada.id));
  });
  afterAll(() => stage.bot.stop());

  const names = () => ({
    [turns[0]?.id ?? '']: 'the command',
    [turns[1]?.id ?? '']: 'the message',
    [turns[2]?.id ?? '']: 'the check-in',
  });

  /** What is found when the store has something else, or people did. */
  const found = async (
    methods: Partial<Store> = {},
    altered: Partial<Records> = {},
    {
      kills = [],
      absences = NEVER,
      interactions = stage.bot.discord.interactions.values(),
    }: { kills?: number[]; absences?: typeof NEVER; interactions?: Iterable<Interaction> } = {},
  ) => {
    const findings = await examine(
      withMethods(stage.bot.store, methods),
      { ...records, ...altered },
      {
        replies: stage.all.replies,
        excuses: new Excuses(kills, absences),
        interactions,
      },
    );
    const problems = findings.problems.map((problem) =>
      Object.entries(names()).reduce((text, [id, name]) => text.replaceAll(id, name), problem),
    );
    const { questions, checkIns, others } = findings;
    return { questions, checkIns, others, problems };
  };
  const problems = async (...alterations: Parameters<typeof found>) =>
    (await found(...alterations)).problems;
  /** The store with one turn altered, or without it. */
  const withTurn = (index: number, change?: Partial<Turn>): Partial<Store> => ({
    turns: async () =>
      turns.flatMap((turn, own) => {
        if (own !== index) return [turn];
        return change ? [{ ...turn, ...change }] : [];
      }),
  });
  const written = () => records.asked[1]?.at ?? 0;

  test('finds nothing where all is well', async () => {
    const { problems: none, questions, checkIns, others } = await found();
    expect(none).toEqual([]);
    expect([...questions]).toEqual([['complete', 2]]);
    expect([...checkIns]).toEqual([['asked', 1]]);
    expect([...others]).toEqual([['files with everything', 1]]);
  });

  test('counts a message apart that the killed bot never heard of, and finds it where nobody killed the bot', async () => {
    const [first, ...others] = records.asked as [Asked, ...Asked[]];
    const [shown] = first.shown() as [Message];
    const copy: Message = Object.create(shown, { id: { value: '1' } });
    const twice = {
      ...first,
      shown: () => [shown, copy],
    };
    const altered = { asked: [twice, ...others] };
    expect(await problems({}, altered)).toEqual([
      'the command (complete) shows 15 + 15 characters, stored are 15; they differ from character 13 on',
    ]);
    const kills = [momentOf((turns[0] as Turn).askedAt) + 1];
    const killed = await found({}, altered, { kills });
    expect(killed.problems).toEqual([]);
    expect(killed.others.get('replies with a part twice, after a kill')).toBe(1);
  });

  test('takes what seemed not taken for answered where its answer stands elsewhere, and only there', async () => {
    const [first, ...others] = records.asked as [Asked, ...Asked[]];
    const [shown] = first.shown() as [Message];
    const note: Message = Object.create(shown, { content: { value: en.failure.internal } });
    const altered = { asked: [{ ...first, shown: () => [note] }, ...others] };
    expect(await problems({}, altered)).toEqual([
      expect.stringMatching(/^the command \(complete\) shows \d+ characters, stored are 15/),
    ]);
    const reply = { ...(turns[0] as Turn).reply!, messageIds: ['1'] };
    const elsewhere = await found(withTurn(0, { reply }), altered);
    expect(elsewhere.problems).toEqual([]);
    expect(elsewhere.others.get('answers to what seemed not taken')).toBe(1);
  });

  test('finds what is lost, doubled, altered, left open, or was never asked for', async () => {
    expect(await problems(withTurn(0))).toEqual([
      'the command was taken, and has no turn (shown: 15 characters)',
    ]);
    expect(await problems(withTurn(1))).toEqual([
      'the message was written, and has no turn (shown: 15 characters)',
    ]);
    const [first] = turns as [Turn];
    expect(await problems({ turns: async () => [...turns, first] })).toEqual([
      'the command has 2 turns',
    ]);
    const unasked = { turns: async () => [...turns, { ...first, id: '1' }] };
    expect(await problems(unasked, { exports: [] })).toEqual(['1 is a turn that nobody asked for']);
    expect(await problems(withTurn(1, { status: 'streaming', endedAt: null }))).toEqual([
      'the message is still streaming',
    ]);
    expect(await problems(withTurn(1, { answer: 'A whole' }))).toEqual([
      'the message (complete) shows 15 characters, stored are 7; they differ from character 6 on',
    ]);
  });

  test('finds an answer that is not shown, and a thumb that is not stored', async () => {
    const [command, message] = records.asked as [Records['asked'][0], Records['asked'][0]];
    const asked = [command, { ...message, shown: () => [] }];
    expect(await problems({}, { asked })).toEqual(['the message (complete) shows nothing']);
    const thumbs = new Map([[message.id, 'up'] as const]);
    expect(await problems(withTurn(1, { feedback: null }), { thumbs })).toEqual([
      'the message shows the thumb up, stored is null',
    ]);
    expect(await problems(withTurn(1, { feedback: 'up' }), { thumbs })).toEqual([]);
  });

  test('knows what may not be stored when the bot is killed or away, and counts it', async () => {
    const gone = withTurn(1);
    const excused = async (circumstances: Parameters<typeof found>[2], own = gone) => {
      const { problems: left, questions } = await found(own, {}, circumstances);
      return [left.length, ...questions.keys()];
    };
    expect(await excused({ kills: [written() + 5_000] })).toEqual([
      0,
      'complete',
      'killed before it was stored',
    ]);
    expect(await excused({ kills: [written() + 90_000] })).toEqual([1, 'complete', 'lost']);
    expect(await excused({ kills: [written() - 1] })).toEqual([1, 'complete', 'lost']);
    // What waits for the end of the answer before it is kept.
    const killed = written() + 90_000;
    const endedAt = new Date(performance.timeOrigin + killed - 1_000);
    const busy = { turns: async () => [{ ...(turns[0] as Turn), endedAt }, turns[2] as Turn] };
    expect(await excused({ kills: [killed] }, busy)).toEqual([1, 'complete', 'lost']);
    expect(await excused({ absences: { includes: () => true } })).toEqual([
      0,
      'complete',
      'written while the bot was away',
    ]);
    // A command that nobody answers fails visibly, whoever was away.
    expect(await excused({ absences: { includes: () => true } }, withTurn(0))).toEqual([
      1,
      'lost',
      'complete',
    ]);
  });

  test('finds what says "thinking…" for ever, unless the bot was killed as it came', async () => {
    const [, setup] = [...stage.bot.discord.interactions.values()] as [unknown, Interaction];
    const thinking: Message = Object.create(setup.original as Message, {
      thinking: { value: true },
    });
    const stuck: Interaction = Object.create(setup, { original: { value: thinking } });
    const sentence = expect.stringMatching(/ of ada\) says "thinking…" for ever$/);
    expect(await problems({}, {}, { interactions: [stuck] })).toEqual([sentence]);
    const given: Interaction = Object.create(setup, { state: { value: 'failed' } });
    expect(await problems({}, {}, { interactions: [given] })).toEqual([sentence]);
    const kills = [setup.createdAt + 5_000];
    expect((await found({}, {}, { interactions: [stuck], kills })).problems).toEqual([]);
  });

  test('takes what stands beside an answer that had to be waited for as no part of it', async () => {
    const [command, message, ...others] = records.asked as [Asked, Asked, ...Asked[]];
    const [answer] = message.shown() as [Message];
    const lines: Message = Object.create(answer, {
      id: { value: '1' },
      content: { value: `${en.safety.selfHarm}\n\n- 988` },
    });
    const note: Message = Object.create(lines, { content: { value: en.advice.noProfile } });
    for (const beside of [lines, note]) {
      const met = { ...message, shown: () => [beside, answer] };
      expect(await problems({}, { asked: [command, met, ...others] })).toEqual([]);
    }
    // Under a command there are none.
    const under = { ...command, shown: () => [lines, ...command.shown()] };
    expect(await problems({}, { asked: [under, message, ...others] })).toHaveLength(1);
  });

  test('takes a message for not taken that was refused, and only then', async () => {
    const [command, message, ...others] = records.asked as [Asked, Asked, ...Asked[]];
    const [answer] = message.shown() as [Message];
    const refusal: Message = Object.create(answer, { content: { value: en.safety.minors } });
    const refused = { ...message, shown: () => [refusal] };
    const { questions, problems: none } = await found(withTurn(1), {
      asked: [command, refused, ...others],
    });
    expect(none).toEqual([]);
    expect(questions.get('not taken, and told so')).toBe(1);
  });

  test('takes a message for not taken whose last companion says so, and only then', async () => {
    const [command, second, ...others] = records.asked as [Asked, Asked, ...Asked[]];
    const [shown] = second.shown() as [Message];
    const note: Message = Object.create(shown, { content: { value: en.failure.internal } });
    const content = { value: 'What about ada and 98?' };
    const message: Message = Object.create(second.message as Message, { content });
    const silent = { ...second, id: '8', message, at: second.at - 1, shown: () => [] };
    const asked = [command, silent, { ...second, shown: () => [note] }, ...others];
    const given = await found(withTurn(1), { asked });
    expect(given.problems).toEqual([]);
    expect(given.questions.get('not taken, and told so')).toBe(2);
    const lost = ['8 was written, and has no turn'];
    expect(await problems({}, { asked: [command, silent, second, ...others] })).toEqual(lost);
    const longBefore = { ...silent, at: second.at - 61_000 };
    const apart = [command, longBefore, { ...second, shown: () => [note] }, ...others];
    expect(await problems(withTurn(1), { asked: apart })).toEqual(lost);
  });

  test('takes a message for answered that went along with a later one', async () => {
    const question = `${turns[1]?.question}\nWhat about ada and 99?`;
    const joined = { ...(turns[1] as Turn), id: '9', question };
    const later = { ...(records.asked[1] as Records['asked'][0]), id: '9' };
    const { problems: none, questions } = await found(
      { turns: async () => [turns[0] as Turn, joined, turns[2] as Turn] },
      { asked: [...records.asked, later], exports: [] },
    );
    expect(none).toEqual([]);
    expect(questions.get('went along with a later one')).toBe(1);
  });

  test('finds a check-in that is asked twice, or never, or not kept as it was asked', async () => {
    const { bot, all } = stage;
    const [asked] = all.replies.unaskedOf(bot.ada);
    const twice = Object.assign(Object.create(all.replies) as Replies, {
      unaskedOf: () => [asked, asked],
    });
    const { problems: doubled } = await examine(bot.store, records, {
      replies: twice,
      excuses: new Excuses([], NEVER),
      interactions: [],
    });
    expect(doubled).toEqual([`check-in ${turns[2]?.id} was asked 2 times`]);
    expect(await problems(withTurn(2))).toEqual([
      'check-in the check-in was asked, and has no turn',
    ]);
    expect(await problems(withTurn(2, { answer: 'Hello?' }))).toEqual([
      'check-in the check-in (complete) is not stored as it was asked',
    ]);
    const [wanted] = records.checkIns as [Records['checkIns'][0]];
    const other = [{ ...wanted, plan: 'something else' }];
    expect(await problems(withTurn(2), { checkIns: other })).toEqual([
      'check-in the check-in was added, and is neither in the list nor asked',
    ]);
    const standing = {
      id: wanted.interaction.id,
      userId: bot.ada.id,
      plan: 'something else',
      locale: 'en-US',
      status: 'pending',
      dueAt: new Date(),
      tryAt: new Date(),
      triedSince: null,
    } as const;
    const list = (tryAt: Date): Partial<Store> => ({
      ...withTurn(2),
      checkIns: async () => [{ ...standing, tryAt }],
    });
    expect(await problems(list(new Date()), { checkIns: other })).toEqual([]);
    expect(await problems(list(new Date(Date.now() - DAY_MS)), { checkIns: other })).toEqual([
      'check-in the check-in should have been asked by now',
    ]);
    expect(await problems(list(new Date()))).toEqual([
      'check-in the check-in was asked, and stands in the list',
    ]);
    const cancelled = [{ ...wanted, cancelledAt: 0, mayBeGone: true }];
    expect(await problems({}, { checkIns: cancelled })).toEqual([
      'check-in the check-in was asked after it was cancelled',
    ]);
  });

  test('finds what is kept of somebody who deleted everything', async () => {
    const at = performance.now() + 5 * DAY_MS;
    const deletions = [{ person: stage.bot.ada, at, spoken: records.spoken, doneAt: at }];
    expect(await problems(remembers('They asked about ada and 1'), { deletions })).toEqual([
      'check-in the check-in is a turn, although its asker deleted everything',
      'the command is still there, although its asker deleted everything',
      'the message is still there, although its asker deleted everything',
      'the check-in is still there, although its asker deleted everything',
      'ada is still remembered, although they deleted everything',
    ]);
    const nothing = { turns: async () => [] };
    expect(await problems(nothing, { deletions })).toEqual([]);
    const [{ interaction }] = records.checkIns as [Records['checkIns'][0]];
    const sooner = interaction.createdAt + 1;
    const before = { person: stage.bot.ada, at: sooner, spoken: records.spoken, doneAt: sooner };
    expect(await problems(nothing, { deletions: [before] })).toEqual([
      'check-in the check-in was asked after everything was deleted',
    ]);
  });

  test('finds a memory that is too long, of somebody else, or missing', async () => {
    expect(await problems(remembers('x'.repeat(2_001)))).toEqual([
      'ada is remembered by 2001 characters',
    ]);
    expect(await problems(remembers('They asked about ben and 1'))).toEqual([
      "ada is remembered by somebody else's words",
    ]);
    const [first] = turns as [Turn];
    const many = Array.from({ length: 20 }, () => first);
    expect(await problems({ turns: async () => many })).toContain(
      'ada has had 20 answers, and is not remembered',
    );
  });

  test('finds a file with everything that is broken, or lacks something', async () => {
    const [file] = records.exports as [Records['exports'][0]];
    const turnIds = new Set(turns.slice(1).map(({ id }) => id));
    expect(await problems({}, { exports: [{ ...file, turnIds }] })).toEqual([
      'the command is missing in a file with everything',
    ]);
    expect(await problems({}, { exports: [{ ...file, turnIds: undefined }] })).toEqual([
      'a file with everything about ada cannot be read',
    ]);
  });

  test('finds a question that still waits although its asker has a profile', async () => {
    const { bot, all, ben } = await people();
    await introduce(ben);
    expect(ben.hasProfile).toBe(true);
    await bot.stopBot();
    const [turn] = await bot.store.turns(bot.ben.id, await bot.store.turnIds(bot.ben.id));
    const examined = async (methods: Partial<Store>) =>
      examine(withMethods(bot.store, methods), all.records, {
        replies: all.replies,
        excuses: new Excuses([], NEVER),
        interactions: [],
      });
    const waiting = { ...(turn as Turn), status: 'waiting', answer: '', endedAt: null } as const;
    expect((await examined({})).problems).toEqual([]);
    expect((await examined({ turns: async () => [waiting] })).problems).toEqual([
      `${waiting.id} still waits, although its asker has set up their profile`,
    ]);
    await bot.stop();
  });

  test('finds nothing of somebody who really deleted everything, and began again', async () => {
    const { bot, all, ada } = await people();
    await setUp(ada);
    await writeDirectly(ada);
    await addCheckIn(ada);
    await deleteEverything(ada);
    await introduce(ada);
    await bot.stopBot();
    const {
      problems: none,
      questions,
      checkIns,
    } = await examine(bot.store, all.records, {
      replies: all.replies,
      excuses: new Excuses([], NEVER),
      interactions: [],
    });
    expect(none).toEqual([]);
    expect([...questions]).toEqual([
      ['deleted by their asker', 1],
      ['complete', 1],
    ]);
    expect([...checkIns]).toEqual([['deleted by their asker', 1]]);
    await bot.stop();
  });
});
