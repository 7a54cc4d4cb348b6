import {
  ButtonStyle,
  EmbedBuilder,
  escapeMarkdown,
  type InteractionEditReplyOptions,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import type { Words } from '../locales/index.ts';
import { codePoints } from '../services/reply/codePoints.ts';
import { canBeRead, type Stored } from '../models/stored.ts';
import type { Turn } from '../models/turn.ts';
import { splitText } from '../services/reply/split.ts';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';
import { blockQuote, buttonRow } from './shared/components.ts';
import { customId } from './shared/customId.ts';

/** How many messages are shown, questions and answers together. */
const MESSAGES = 50;
/** How much one page holds; an embed's description takes 4,096 characters. */
const PAGE = { messages: 10, characters: 3_900 };
/** The longest piece of one message on a page. */
const PIECE_CHARACTERS = 1_800;

/** `/history`: the last messages between the person and their coach, newest page first. */
export const history: Command = {
  data: (words) =>
    new SlashCommandBuilder()
      .setName(words('commands.history.name'))
      .setDescription(words('commands.history.description')),

  async execute(interaction, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(await page(interaction.user.id, 0, interaction.locale, context));
  },

  async button(interaction, { argument }, context) {
    await interaction.deferUpdate();
    const index = Number(argument);
    await interaction.editReply(
      await page(interaction.user.id, index, interaction.locale, context),
    );
  },
};

/** @param index 0 is the newest page; an index that does not exist gives the nearest that does */
async function page(
  userId: string,
  index: number,
  locale: string,
  { store, translate }: CommandContext,
): Promise<InteractionEditReplyOptions> {
  const words = translate(locale);
  const pages = paginate(await store.recentTurns(userId, MESSAGES), words);
  const number = Number.isInteger(index) ? Math.min(Math.max(index, 0), pages.length - 1) : 0;
  const text = pages[number];
  if (text === undefined) return { content: words('history.empty'), embeds: [], components: [] };
  const embed = new EmbedBuilder().setTitle(words('history.title')).setDescription(text);
  if (pages.length === 1) return { embeds: [embed], components: [] };
  embed.setFooter({ text: words('history.page', { page: number + 1, pages: pages.length }) });
  return { embeds: [embed], components: [pageButtons(number, pages.length, words)] };
}

function pageButtons(number: number, pages: number, words: Words) {
  return buttonRow(
    {
      style: ButtonStyle.Secondary,
      label: words('history.older'),
      custom_id: customId('history', 'page', String(number + 1)),
      disabled: number + 1 >= pages,
    },
    {
      style: ButtonStyle.Secondary,
      label: words('history.newer'),
      // Pages are at least 0: the disabled button of the first one needs an id of its own all the same.
      custom_id: customId('history', 'page', String(number - 1)),
      disabled: number === 0,
    },
  );
}

/** Pages of messages, the newest page first; within a page the oldest message comes first. */
function paginate(turns: readonly Stored<Turn>[], words: Words): string[] {
  const messages = turns.flatMap((turn) => messagesOf(turn, words)).slice(-MESSAGES);
  const pages: string[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const message of messages.flat().toReversed()) {
    const length = codePoints(message) + 2;
    const current = pages.at(-1);
    if (current && size + length <= PAGE.characters && current.length < PAGE.messages) {
      current.unshift(message);
      size += length;
    } else {
      pages.push([message]);
      size = length;
    }
  }
  return pages.map((pieces) => pieces.join('\n\n'));
}

/** The one or two messages of a turn, each in pieces that fit on a page. */
function messagesOf(turn: Stored<Turn>, words: Words): string[][] {
  const when = `<t:${Math.floor(turn.askedAt.getTime() / 1000)}:R>`;
  const status = turn.status === 'complete' ? '' : ` (${words(`history.status.${turn.status}`)})`;
  // Each line of a quote costs two characters more: a thousand empty ones would not fit on a page.
  const asked = [
    said(turn, 'question', words).replaceAll(/\n{3,}/g, '\n\n'),
    ...turn.pictures.map(({ name }) => `🖼️ ${escapeMarkdown(name)}`),
  ]
    .join('\n')
    .trim();
  const question = contentsOf(asked).map(blockQuote);
  const answered = said(turn, 'answer', words);
  if (answered === '')
    return [withHeading(`**${words('history.you')}** ${when}${status}`, question)];
  const heading = `**${words('history.you')}** ${when}`;
  return [
    withHeading(heading, question),
    withHeading(`**${words('history.coach')}**${status}`, contentsOf(answered)),
  ];
}

const said = (turn: Stored<Turn>, field: 'question' | 'answer', words: Words): string =>
  canBeRead(turn, field) ? turn[field] : words('failure.unreadable');

const contentsOf = (text: string): string[] =>
  splitText(text, PIECE_CHARACTERS).map(({ content }) => content);

const withHeading = (heading: string, [first = '', ...rest]: string[]): string[] => [
  `${heading}\n${first}`,
  ...rest,
];
