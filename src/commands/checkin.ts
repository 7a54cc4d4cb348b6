import {
  ButtonStyle,
  type ChatInputCommandInteraction,
  EmbedBuilder,
  type InteractionReplyOptions,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import type { Words } from '../locales/index.ts';
import { CHECK_IN_LIMITS, type CheckIn } from '../models/checkIn.ts';
import { canBeRead, type Stored } from '../models/stored.ts';
import { shortened, tidyLine } from '../models/text.ts';
import { zoneOfLocale } from '../services/checkins/timeZones.ts';
import { readWhen } from '../services/checkins/when.ts';
import { findZone, suggestZones, zoneName } from '../services/checkins/zoneNames.ts';
import { codePoints } from '../services/reply/codePoints.ts';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';
import { asTyped, buttonRow } from './shared/components.ts';
import { customId } from './shared/customId.ts';
import { examined } from './shared/examined.ts';
import { givenBack } from './shared/givenBack.ts';
import { setUpRow } from './shared/ending.ts';
import { withNames } from './shared/names.ts';
import { visibilityOf } from './shared/replyPlace.ts';

/** Characters of a plan in the list, and of a zone that is not known. */
const SHORT = 100;
/** What somebody typed, when it is given back as a file. */
const TYPED_FILE = 'checkin.txt';
/** Suggestions that Discord shows at most. */
const SUGGESTIONS = 25;
const BUTTONS_IN_A_ROW = 5;

/** What a message says and holds, be it written anew or changed. */
type Body = Pick<InteractionReplyOptions, 'embeds' | 'components' | 'files'> & { content: string };

/** `/checkin`: the coach asks about a plan later, once, at a time that the person chose. */
export const checkin: Command = {
  data: (words) =>
    new SlashCommandBuilder()
      .setName(words('commands.checkin.name'))
      .setDescription(words('commands.checkin.description'))
      .addSubcommand((sub) =>
        sub
          .setName(words('commands.checkin.add.name'))
          .setDescription(words('commands.checkin.add.description'))
          // No length limits here: someone whose words are refused should hear why, and get them back.
          .addStringOption((option) =>
            option
              .setName(words('commands.checkin.add.plan.name'))
              .setDescription(words('commands.checkin.add.plan.description'))
              .setRequired(true),
          )
          .addStringOption((option) =>
            option
              .setName(words('commands.checkin.add.when.name'))
              .setDescription(words('commands.checkin.add.when.description'))
              .setRequired(true),
          ),
      )
      .addSubcommand((sub) =>
        sub
          .setName(words('commands.checkin.list.name'))
          .setDescription(words('commands.checkin.list.description')),
      )
      .addSubcommand((sub) =>
        sub
          .setName(words('commands.checkin.timezone.name'))
          .setDescription(words('commands.checkin.timezone.description'))
          .addStringOption((option) =>
            option
              .setName(words('commands.checkin.timezone.zone.name'))
              .setDescription(words('commands.checkin.timezone.zone.description'))
              .setRequired(true)
              .setAutocomplete(true),
          ),
      ),

  async execute(interaction, context) {
    const isDirect = visibilityOf(interaction, true) === 'direct';
    const seenBy = isDirect ? {} : ({ flags: MessageFlags.Ephemeral } as const);
    await interaction.deferReply(seenBy);
    const { user, locale } = interaction;
    const said = saidIn(interaction, context.translate(locale));
    const found =
      said === '' ? undefined : await examined(said, { userId: user.id, locale }, context);
    if (!found) {
      await interaction.editReply(await replyTo(interaction, false, context));
      return;
    }
    void context.coach.endRehearsal(user.id, interaction.id);
    // Help lines come before everything else, and do not wait for it.
    await interaction.editReply({ content: found.opening });
    const body = found.isRefused
      ? { content: context.translate(locale)('checkin.refused') }
      : await replyTo(interaction, true, context);
    await interaction.followUp({ ...body, ...seenBy });
  },

  async autocomplete(interaction) {
    const typed = interaction.options.getFocused();
    const zones = suggestZones(typed, interaction.locale, SUGGESTIONS);
    await interaction.respond(zones.map((name) => ({ name, value: name })));
  },

  /** `cancel` stands under the confirmation, `remove` in the list. */
  async button(interaction, { action, argument = '' }, context) {
    const { user, locale } = interaction;
    const words = context.translate(locale);
    await interaction.deferUpdate();
    const removed = await context.store.removeCheckIn(user.id, argument);
    if (action === 'remove') {
      await interaction.editReply(listBody(await context.store.checkIns(user.id), words));
      return;
    }
    const content = words(removed ? 'checkin.cancelled' : 'checkin.gone');
    await interaction.editReply({ content, components: [] });
  },
};

/** What somebody says that may be about themselves: not a time zone that there is. */
function saidIn(interaction: ChatInputCommandInteraction, words: Words): string {
  const { options } = interaction;
  const [zone, when] = [options.getString('zone'), options.getString('when')];
  if (zone !== null && findZone(tidyLine(zone)) !== undefined) return '';
  const said = tidyLine(withNames(zone ?? when ?? '', interaction, words));
  return [planIn(interaction, words), said].filter((text) => text !== '').join('\n');
}

/** @param isCareful whether something was found in the plan */
async function replyTo(
  interaction: ChatInputCommandInteraction,
  isCareful: boolean,
  context: CommandContext,
): Promise<Body> {
  const { store, translate, log } = context;
  const { user, locale, options } = interaction;
  const words = translate(locale);
  const typed = options.getSubcommand() === 'add' ? typedIn(interaction, words) : '';
  try {
    if (!(await store.findProfile(user.id))) return noProfile(typed, words);
    switch (options.getSubcommand()) {
      case 'add':
        return await add(interaction, typed, isCareful, context);
      case 'timezone':
        return await setZone(interaction, context);
      default:
        return listBody(await store.checkIns(user.id), words);
    }
  } catch (err) {
    log.error({ interactionId: interaction.id, userId: user.id, err }, 'a check-in command failed');
    return givenBack(words('failure.internal'), typed, TYPED_FILE, words);
  }
}

function noProfile(typed: string, words: Words): Body {
  const components = [setUpRow(undefined, words)];
  return { ...givenBack(words('checkin.noProfile'), typed, TYPED_FILE, words), components };
}

async function add(
  interaction: ChatInputCommandInteraction,
  typed: string,
  isCareful: boolean,
  { store, translate }: CommandContext,
): Promise<Body> {
  const { id, locale, user, createdAt: now, options } = interaction;
  const words = translate(locale);
  const plan = planIn(interaction, words);
  const length = codePoints(plan);
  if (length === 0) return givenBack(words('checkin.problems.planBlank'), typed, TYPED_FILE, words);
  const { planLength: limit, pending } = CHECK_IN_LIMITS;
  if (length > limit) {
    const note = words('checkin.problems.planTooLong', { length, limit });
    return givenBack(note, typed, TYPED_FILE, words);
  }
  const chosen = (await store.findSettings(user.id))?.timeZone ?? null;
  const timeZone = chosen ?? zoneOfLocale(locale);
  const when = readWhen(tidyLine(options.getString('when', true)), { now, locale, timeZone });
  if (!when.ok)
    return givenBack(words(`checkin.problems.${when.problem}`), typed, TYPED_FILE, words);
  const standing = { status: 'pending', tryAt: when.at, triedSince: null } as const;
  const checkIn = { id, userId: user.id, plan, locale, dueAt: when.at, ...standing };
  if (!(await store.addCheckIn(checkIn, pending))) {
    if (!(await store.findProfile(user.id))) return noProfile(typed, words);
    const note = words('checkin.problems.tooMany', { limit: pending });
    return givenBack(note, typed, TYPED_FILE, words);
  }
  const [time, relative] = [timestamp(when.at, 'F'), timestamp(when.at, 'R')];
  const added = isCareful ? 'checkin.addedWithCare' : 'checkin.added';
  const zone = chosen === null ? 'checkin.zoneAssumed' : 'checkin.zoneChosen';
  return {
    content: [
      words(added, { time, relative, plan: asTyped(plan) }),
      `-# ${words(zone, { zone: zoneName(timeZone) })}`,
    ].join('\n\n'),
    components: [
      buttonRow({
        style: ButtonStyle.Secondary,
        label: words('checkin.cancel'),
        custom_id: customId('checkin', 'cancel', id),
      }),
    ],
  };
}

async function setZone(
  { user, locale, options }: ChatInputCommandInteraction,
  { store, translate }: CommandContext,
): Promise<Body> {
  const words = translate(locale);
  const typed = tidyLine(options.getString('zone', true));
  const zone = findZone(typed);
  if (zone === undefined) {
    return { content: words('checkin.zoneUnknown', { zone: asTyped(shortened(typed, SHORT)) }) };
  }
  if (!(await store.saveSettings(user.id, { locale, timeZone: zone }))) return noProfile('', words);
  const clock = { weekday: 'long', hour: '2-digit', minute: '2-digit', timeZone: zone } as const;
  const time = new Intl.DateTimeFormat(locale, clock).format();
  return { content: words('checkin.zoneSet', { zone: zoneName(zone), time }) };
}

/** Everything that the coach is going to ask, with a button for each to cancel it. */
function listBody(checkIns: readonly Stored<CheckIn>[], words: Words): Body {
  if (checkIns.length === 0) {
    return { content: words('checkin.list.empty'), embeds: [], components: [] };
  }
  const rows = checkIns.map((checkIn, index) => {
    const { dueAt, status } = checkIn;
    const plan = canBeRead(checkIn, 'plan') ? checkIn.plan : words('failure.unreadable');
    const mark = status === 'undeliverable' ? '⚠️ ' : '';
    const times = `${timestamp(dueAt, 'F')} (${timestamp(dueAt, 'R')})`;
    return `**${index + 1}.** ${mark}${asTyped(shortened(plan, SHORT))}\n${times}`;
  });
  if (checkIns.some(({ status }) => status === 'undeliverable')) {
    rows.push(words('checkin.list.undeliverable'));
  }
  const embed = new EmbedBuilder()
    .setTitle(words('checkin.list.title'))
    .setDescription(rows.join('\n\n'));
  return { content: '', embeds: [embed], components: removeRows(checkIns, words) };
}

function removeRows(checkIns: readonly CheckIn[], words: Words) {
  const buttons = checkIns.map(({ id, status }, index) => ({
    style: ButtonStyle.Secondary as const,
    label: words(`checkin.list.${status === 'pending' ? 'cancel' : 'remove'}`, {
      number: index + 1,
    }),
    custom_id: customId('checkin', 'remove', id),
  }));
  const count = Math.ceil(buttons.length / BUTTONS_IN_A_ROW);
  return Array.from({ length: count }, (_, row) =>
    buttonRow(...buttons.slice(row * BUTTONS_IN_A_ROW, (row + 1) * BUTTONS_IN_A_ROW)),
  );
}

/** The plan that somebody typed, with names instead of ids; '' if none. */
const planIn = (interaction: ChatInputCommandInteraction, words: Words): string =>
  tidyLine(withNames(interaction.options.getString('plan') ?? '', interaction, words));

/** What somebody typed, as the command would be typed once more. */
function typedIn({ options }: ChatInputCommandInteraction, words: Words): string {
  const option = (name: 'plan' | 'when') =>
    `${words(`commands.checkin.add.${name}.name`)}: ${options.getString(name, true)}`;
  return `${option('plan')}\n${option('when')}`;
}

const timestamp = (at: Date, style: 'F' | 'R'): string =>
  `<t:${Math.floor(at.getTime() / 1_000)}:${style}>`;
