import { type Client, Collection, type Guild } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { type Surroundings, withNames } from '../../../src/commands/shared/names.ts';
import { createTranslator } from '../../../src/locales/index.ts';

const KIM = '1575000000000000001';
const BEN = '1575000000000000002';
const NOBODY = '1575000000000000009';
const ROLE = '1575000000000000003';
const PLACE = '1575000000000000004';
const ELSEWHERE = '1575000000000000005';

const words = (await createTranslator())('en-US');
const cacheOf = (...entries: [string, object][]) => ({ cache: new Map(entries) });

const client = {
  users: cacheOf([KIM, { displayName: 'Kim' }], [BEN, { displayName: 'Ben' }]),
  channels: cacheOf([PLACE, { name: 'general' }], [ELSEWHERE, { name: 'secret' }]),
} as unknown as Client<true>;
const guild = {
  members: cacheOf([BEN, { displayName: 'Benny' }]),
  roles: cacheOf([ROLE, { name: 'Night owls' }]),
  channels: cacheOf([PLACE, { name: 'general' }]),
} as unknown as Guild;

const inServer: Surroundings = { client, guild };
const outside: Surroundings = { client, guild: null };

describe('what people write reads as they see it:', () => {
  test.each([
    ['somebody', `Does <@${KIM}> like me?`, 'Does @Kim like me?'],
    ['the older way to mention somebody', `<@!${KIM}>!`, '@Kim!'],
    ['somebody with a name in this server', `<@${BEN}>?`, '@Benny?'],
    ['a role', `Is <@&${ROLE}> here?`, 'Is @Night owls here?'],
    ['a channel', `Not in <#${PLACE}>`, 'Not in #general'],
    ['a command', `Try </checkin add:${KIM}>`, 'Try /checkin add'],
    ['emoji', `<:wink:${KIM}><a:wave_2:${BEN}>`, ':wink::wave_2:'],
    ['a time', 'At <t:1795633200>', 'At 2026-11-25 19:00 UTC'],
    [
      'a time in a form',
      '<t:1795633200:R>, <t:-1:d>',
      '2026-11-25 19:00 UTC, 1969-12-31 23:59 UTC',
    ],
    ['a place of the client’s', `<id:linked-roles:${ROLE}>`, ':linked-roles:'],
  ])('%s', (_, text, read) => {
    expect(withNames(text, inServer, words)).toBe(read);
  });

  test.each([
    [`Does <@${NOBODY}> like me?`, 'Does @somebody like me?'],
    [`Is <@&${NOBODY}> here?`, 'Is @a role here?'],
    [`Not in <#${NOBODY}>`, 'Not in #a channel'],
  ])('of whom nothing is known a word: %s', (text, read) => {
    expect(withNames(text, inServer, words)).toBe(read);
    expect(withNames(text, outside, words)).toBe(read);
  });

  test('whom Discord tells of with a message is known, also when the bot has forgotten them', () => {
    const users = new Collection([[NOBODY, { displayName: 'Noor' }]]);
    const mentions = { users } as unknown as NonNullable<Surroundings['mentions']>;
    expect(withNames(`<@${NOBODY}>`, { ...outside, mentions }, words)).toBe('@Noor');
  });

  test('a name from this server stays in it, and no channel of another one is named', () => {
    expect(withNames(`<@${BEN}>`, outside, words)).toBe('@Ben');
    expect(withNames(`<#${ELSEWHERE}>`, inServer, words)).toBe('#a channel');
    expect(withNames(`<#${PLACE}>`, outside, words)).toBe('#a channel');
  });

  test('addresses at Discord lose the ids in them, others stay', () => {
    const text = `https://discord.com/channels/${KIM}/${PLACE}/${BEN} and <https://example.com/${KIM}>`;
    expect(withNames(text, inServer, words)).toBe(
      `https://discord.com/channels/…/…/… and <https://example.com/${KIM}>`,
    );
    const avatar = `https://cdn.discordapp.com/avatars/${KIM}/a.png`;
    expect(withNames(avatar, inServer, words)).toBe('https://cdn.discordapp.com/avatars/…/a.png');
  });

  test('no name brings an id along', () => {
    const users = cacheOf([KIM, { displayName: `<@${BEN}>` }]);
    const where = { client: { users } as unknown as Client<true>, guild: null };
    expect(withNames(`<@${KIM}>`, where, words)).toBe('@@');
  });

  test('what only looks like it stays as it is', () => {
    const text = '1 <3 2, <t:9000000000000>, <3:12>, <@me>, #general, @Kim';
    expect(withNames(text, inServer, words)).toBe(text);
  });
});
