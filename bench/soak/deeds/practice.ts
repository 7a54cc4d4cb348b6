import type { Message } from '../../../playground/discord/index.ts';
import { en } from '../../../src/locales/en.ts';
import { type Asked, askedBy, hasButton, hasEnded, withButton } from '../asked.ts';
import type { SoakPerson } from '../person.ts';

/** Rehearses a conversation, in a thread or in direct messages, and mostly has it reviewed. */
export async function practise(person: SoakPerson): Promise<void> {
  const { random, dm, channel } = person;
  const where = random.chance(0.5) ? dm : channel;
  const kind = random.pick([
    [1, 'firstMessage'],
    [1, 'askingOut'],
    [1, 'hardTalk'],
  ]);
  const opened = await person.person.runCommand('practice', { kind }, where);
  const scene = { who: 'Kim, shy', moment: 'at the bus stop' };
  const begun = await (await opened.modal()).submit(scene);
  const reply = await begun.reply();
  await person.until(() => !reply.thinking);
  let under = where === dm ? reply : openingIn(person, reply);
  for (let lines = Math.ceil(random.between(0, 3)); under && lines > 0; lines -= 1) {
    if (!hasButton(under, en.practice.say) || !(await person.pause())) return;
    const said: Asked = await say(person, under);
    await person.until(() => hasEnded(said));
    under = withButton(said, en.practice.end);
  }
  if (!under || random.chance(0.2)) return;
  person.count('practice, reviewed');
  const asked = person.asksBy(await person.person.click(under, en.practice.end));
  await person.until(() => hasEnded(asked));
}

/** The scene in the thread that a note tells of. */
function openingIn({ all }: SoakPerson, { content }: Message): Message | undefined {
  const thread = all.discord.channels.get(/<#(\d+)>/.exec(content)?.[1] ?? '');
  return thread && all.replies.unasked(thread)[0];
}

/** Says a line: in direct messages it is just written, in a thread as a reply or in the form. */
async function say(person: SoakPerson, under: Message): Promise<Asked> {
  person.count('practice, line');
  const { channel } = under;
  if (channel === person.dm) return person.write(channel);
  if (person.random.chance(0.5)) return person.write(channel, { replyTo: under });
  const opened = await person.person.click(under, en.practice.say);
  const typed = await (await opened.modal()).submit({ line: person.words() });
  const asked = askedBy(typed);
  // Its own message is the line, in the person's name; the answer comes after it.
  const isLine = ({ content }: Message) => content.startsWith(`**${person.person.displayName}**`);
  return person.asks({ ...asked, shown: () => asked.shown().filter((it) => !isLine(it)) });
}
