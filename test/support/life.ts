import type { Channel, Interaction, Message, Person } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import { buttonsOf } from './buttons.ts';
import type { HandwrittenAnswer, Handwriting } from './handwriting.ts';
import type { ChatMessage } from './model.ts';
import { picture } from './pictures.ts';
import type { Premises } from './process.ts';
import { rehearse } from './rehearsal.ts';

/** Two people who use all that the bot has, every word of theirs and of the model's unlike any other. */
export class Life {
  /** All words so far that nobody but them may read. */
  readonly planted = new Set<string>();
  readonly ada: Person;
  readonly ben: Person;
  readonly dm: Channel;
  readonly channel: Channel;
  readonly #premises: Premises;

  constructor(premises: Premises) {
    this.#premises = premises;
    const { discord } = premises;
    const person = (name: string) =>
      discord.createPerson({
        username: this.plant(`${name}Username`).toLowerCase(),
        displayName: this.plant(`${name}Display`),
      });
    this.ada = person('Ada');
    this.ben = person('Ben');
    this.dm = discord.dmWithBot(this.ada);
    const server = discord.createGuild({ name: this.plant('Server') });
    this.channel = server.createTextChannel({ name: this.plant('Channel').toLowerCase() });
    this.#haveAnswers();
  }

  /** A word like no other, which must not be said. */
  plant(name: string): string {
    const word = `Planted${name}`;
    this.planted.add(word);
    return word;
  }

  /** Says who they are. */
  async introduce(): Promise<void> {
    const profile = {
      name: this.plant('Name'),
      age: '47',
      gender: this.plant('Gender'),
      interests: this.plant('Interest'),
    };
    const command = await this.ada.runCommand('profile setup', {}, this.channel);
    await this.#shows(await (await command.modal()).submit(profile), profile.name);
    const view = await this.#run('profile view');
    const more = await (await this.ada.click(view, en.profile.more.open)).modal();
    const seeking = this.plant('Seeking');
    await more.submit({ pronouns: this.plant('Pronouns'), seeking, tone: 'gentle' });
    await this.#premises.discord.until(() => view.content === en.profile.more.saved, {
      what: 'preferences',
    });
  }

  /** Asks in every way that there is. */
  async writeAndAsk(): Promise<void> {
    const { ada, ben, channel } = this;
    const file = (name: string) => picture(`${this.plant(name)}.png`);
    const question = (name: string) => ({ question: this.plant(name) });
    const asked = await ada.runCommand(
      'advice',
      { ...question('Question'), screenshot: file('Screenshot') },
      channel,
    );
    const answer = await this.#answers(asked);
    await ada.click(answer, '👍');
    const followUp = await (await ada.click(answer, 'Follow up')).modal();
    await this.#answers(await followUp.submit(question('FollowUp')));
    await this.#writes({ content: this.plant('DirectMessage'), attachments: [file('Attached')] });
    const mention = `<@${this.#premises.discord.applicationId}> ${this.plant('Mention')}`;
    await this.#writes({ content: mention }, channel);
    const bens = ben.send(channel, { content: this.plant('BensMessage') });
    await this.#answers(await ada.runMessageCommand('Get advice', bens));
  }

  /** Plays a scene, and has it looked at. */
  async rehearse(): Promise<void> {
    const scene = { who: this.plant('Who'), moment: this.plant('Moment') };
    const begun = await rehearse(this.ada, this.dm, scene);
    const opening = await this.#premises.discord.until(
      () => begun.messages().find((message) => buttonsOf(message).includes('End and review')),
      { what: 'a scene' },
    );
    await this.#writes({ content: this.plant('Line') });
    await this.#answers(await this.ada.click(opening, 'End and review'));
  }

  /** Makes plans, reads what there is, and corrects what the coach remembers. */
  async lookAtWhatIsKept(): Promise<void> {
    const { ada } = this;
    const plan = this.plant('Plan');
    await this.#run('checkin add', { plan, when: 'tomorrow at 6 pm' });
    await this.#shows(await ada.runCommand('checkin list', {}, this.channel), plan);
    await this.#run('history');
    const { memory } = en.profile;
    let view: Message;
    do view = await this.#run('profile view');
    while (!buttonsOf(view).includes(memory.change));
    const modal = await (await ada.click(view, memory.change)).modal();
    const text = this.plant('Memory');
    await modal.submit({ memory: text });
    await this.#premises.discord.until(() => view.embeds[1]?.description === text, {
      what: 'a memory',
    });
  }

  /** Asks while Discord, moderation and the model fail, one after the other, and quote what they were sent. */
  async askInTrouble(): Promise<void> {
    const { ada, channel } = this;
    const { discord, model } = this.#premises;
    const question = (name: string) => ({ question: this.plant(name) });
    model.examiner.refuses(500);
    discord.faults.add({ method: 'PATCH', route: /messages/, status: 500, times: 2 });
    await this.#answers(await ada.runCommand('advice', question('Delayed'), channel));
    model.examiner.finds('self-harm');
    const careful = await ada.runCommand('advice', question('InNeed'), channel);
    await this.#shows(careful, 'AnAnswer');
    model.examiner.finds();
    model.refuses(400, { message: `Refused: ${[...this.planted].join(' ')}` });
    const refused = await ada.runCommand('advice', question('Refused'), channel);
    await discord.until(
      () => refused.messages().find((message) => buttonsOf(message).includes('Try again')),
      { what: 'a failure' },
    );
    this.#haveAnswers();
  }

  /** Has an answer that broke off written anew: both questions. */
  async tryAgain(): Promise<[Interaction, Interaction]> {
    const { ada, channel } = this;
    const { discord, model } = this.#premises;
    const hand = model.handwritten();
    const asked = await ada.runCommand('advice', { question: this.plant('Unlucky') }, channel);
    const answer = await this.next(hand);
    const brokenOff = this.plant('BrokenOff');
    answer.write(brokenOff);
    await this.#shows(asked, brokenOff);
    answer.cut();
    const broken = await discord.until(
      () => asked.messages().find((message) => buttonsOf(message).includes('Try again')),
      { what: 'what broke off' },
    );
    const again = await ada.click(broken, 'Try again');
    const better = await this.next(hand);
    const words = this.plant('Better');
    better.write(words);
    better.end();
    await this.#shows(again, words);
    return [asked, again];
  }

  /** The next answer to a person; what is asked for to be remembered has its own. */
  async next(hand: Handwriting): Promise<HandwrittenAnswer> {
    for (;;) {
      const answer = await hand.next();
      if (!isToSumUp(answer.messages)) return answer;
      answer.write(this.plant('Summary'));
      answer.end();
    }
  }

  /** Takes everything along, then deletes it. Resolves with what was in the file. */
  async exportAndDelete(): Promise<string> {
    const [file] = (await this.#run('privacy export')).attachments;
    const exported = await (await fetch(file?.url ?? '')).text();
    const confirm = await this.#run('privacy delete');
    await this.ada.click(confirm, 'Delete everything');
    await this.#premises.discord.until(() => confirm.content === en.privacy.deleted, {
      what: 'a deletion',
    });
    return exported;
  }

  #haveAnswers(): void {
    this.#premises.model.answers((messages) =>
      isToSumUp(messages) ? this.plant('Summary') : this.plant('AnAnswer'),
    );
  }

  async #run(command: string, options: Record<string, string> = {}): Promise<Message> {
    const run = await this.ada.runCommand(command, options, this.channel);
    const message = await run.reply();
    await this.#premises.discord.until(() => !message.thinking, { what: command });
    return message;
  }

  async #writes(
    draft: { content: string; attachments?: ReturnType<typeof picture>[] },
    where = this.dm,
  ): Promise<void> {
    const written = this.ada.send(where, draft);
    await this.#premises.discord.until(
      () => this.ada.sees(where).find((one) => one.repliesTo === written && isEnd(one)),
      { what: `an answer to ${draft.content}` },
    );
  }

  #answers(asked: Interaction): Promise<Message> {
    return this.#premises.discord.until(() => asked.messages().find(isEnd), { what: 'an answer' });
  }

  #shows(asked: Interaction, text: string): Promise<Message> {
    return this.#premises.discord.until(
      () =>
        asked
          .messages()
          .find(({ content, embeds }) => (content + JSON.stringify(embeds)).includes(text)),
      { what: text },
    );
  }
}

const isToSumUp = ([first]: readonly ChatMessage[]): boolean =>
  first?.content.startsWith('You keep the memory') ?? false;

const isEnd = (message: Message): boolean =>
  message.content === 'PlantedAnAnswer' && !buttonsOf(message).includes('Stop');
