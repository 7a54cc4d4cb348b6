import { ComponentType, MessageFlags } from 'discord.js';
import { invalidForm, type Mistake } from '../errors.ts';
import { type Json, lengthOf, listOf } from '../json.ts';
import { mistakesOfSelects } from './selects.ts';

const MAX_CONTENT = 2000;
const MAX_EMBED_CHARACTERS = 6000;
const MAX_ROWS = 5;
const MAX_V2_COMPONENTS = 40;
const MAX_V2_TEXT = 4000;

const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;

type Path = readonly PropertyKey[];

/** Components with those inside them, each with its path. */
const flattened = (components: readonly Json[], path: Path): [Path, Json][] =>
  components.flatMap((component, index): [Path, Json][] => {
    const at = [...path, index];
    const accessory = component['accessory'];
    return [
      [at, component],
      ...flattened(listOf(component['components']), [...at, 'components']),
      ...listOf(accessory && [accessory]).map((own): [Path, Json] => [[...at, 'accessory'], own]),
    ];
  });

/** Refuses message bodies that the schema passes and Discord does not. `flags`: those in force. */
export const checkMessage = (body: Json, flags: number, at: Path = []): void => {
  const mistakes = [
    ...mistakesOfContent(body, at),
    ...mistakesOfEmbeds(body, at),
    ...mistakesOfComponents(body, flags, at),
  ];
  if (mistakes.length > 0) throw invalidForm(mistakes);
};

const mistakesOfContent = ({ content }: Json, at: Path): Mistake[] =>
  typeof content === 'string' && lengthOf(content.trim()) > MAX_CONTENT
    ? [
        {
          path: [...at, 'content'],
          code: 'BASE_TYPE_MAX_LENGTH',
          message: `Must be ${MAX_CONTENT} or fewer in length.`,
        },
      ]
    : [];

const charactersOf = (embed: Json): number => {
  const { title, description, footer, author } = embed;
  const texts = [
    title,
    description,
    (footer as Json | undefined)?.['text'],
    (author as Json | undefined)?.['name'],
    ...listOf(embed['fields']).flatMap(({ name, value }) => [name, value]),
  ];
  return texts.reduce<number>(
    (sum, text) => sum + (typeof text === 'string' ? lengthOf(text) : 0),
    0,
  );
};

const mistakesOfEmbeds = (body: Json, at: Path): Mistake[] => {
  const embeds = listOf(body['embeds']);
  const total = embeds.reduce((sum, embed) => sum + charactersOf(embed), 0);
  return total > MAX_EMBED_CHARACTERS
    ? [
        {
          path: [...at, 'embeds'],
          code: 'MAX_EMBED_SIZE_EXCEEDED',
          message: `Embed size exceeds maximum size of ${MAX_EMBED_CHARACTERS}`,
        },
      ]
    : [];
};

const mistakesOfComponents = (body: Json, flags: number, at: Path): Mistake[] => {
  const isV2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  const top = listOf(body['components']);
  const all = flattened(top, [...at, 'components']);
  return [
    ...(isV2 ? mistakesOfV2(body, all, at) : mistakesOfRows(top, at)),
    ...mistakesOfButtons(all),
    ...mistakesOfSelects(all),
    ...duplicateCustomIds(all),
  ];
};

const mistakesOfV2 = (body: Json, all: readonly [Path, Json][], at: Path): Mistake[] => {
  const mistakes: Mistake[] = [];
  for (const legacy of ['content', 'embeds', 'poll', 'sticker_ids'] as const) {
    const value = body[legacy];
    if (!value || (Array.isArray(value) && value.length === 0)) continue;
    mistakes.push({
      path: [...at, legacy],
      code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      message: `The '${legacy}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    });
  }
  if (all.length > MAX_V2_COMPONENTS) {
    mistakes.push({
      path: [...at, 'components'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be between 1 and ${MAX_V2_COMPONENTS} in length.`,
    });
  }
  const text = all
    .filter(([, { type }]) => type === ComponentType.TextDisplay)
    .reduce((sum, [, { content }]) => sum + lengthOf(String(content)), 0);
  if (text > MAX_V2_TEXT) {
    mistakes.push({
      path: [...at, 'components'],
      code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      message: `The displayable text size for this message exceeds the maximum of ${MAX_V2_TEXT}`,
    });
  }
  return mistakes;
};

const mistakesOfRows = (top: readonly Json[], at: Path): Mistake[] => {
  const mistakes: Mistake[] = [];
  if (top.length > MAX_ROWS) {
    mistakes.push({
      path: [...at, 'components'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be between 1 and ${MAX_ROWS} in length.`,
    });
  }
  for (const [index, { type, components }] of top.entries()) {
    const path = [...at, 'components', index];
    if (type !== ComponentType.ActionRow) {
      mistakes.push({
        path: [...path, 'type'],
        code: 'UNION_TYPE_CHOICES',
        message: 'Value of field "type" must be one of (1,).',
      });
      continue;
    }
    const kinds = listOf(components).map((inner) => inner['type']);
    if (kinds.length > 1 && kinds.some((kind) => kind !== ComponentType.Button)) {
      mistakes.push({
        path: [...path, 'components'],
        code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        message: 'The specified component exceeds the maximum width',
      });
    }
  }
  return mistakes;
};

const mistakesOfButtons = (all: readonly [Path, Json][]): Mistake[] => {
  const mistakes: Mistake[] = [];
  for (const [path, button] of all) {
    if (button['type'] !== ComponentType.Button) continue;
    const style = button['style'];
    const needed = style === LINK_STYLE ? 'url' : style === PREMIUM_STYLE ? 'sku_id' : 'custom_id';
    if (!button[needed]) {
      mistakes.push({
        path: [...path, needed],
        code: 'BUTTON_COMPONENT_FIELD_REQUIRED',
        message: `A ${needed} is required`,
      });
    }
    if (needed !== 'custom_id' && button['custom_id']) {
      mistakes.push({
        path: [...path, 'custom_id'],
        code: 'BUTTON_COMPONENT_CUSTOM_ID_NOT_ALLOWED',
        message: 'A custom id and url cannot both be specified',
      });
    }
    if (style !== PREMIUM_STYLE && !button['label'] && !button['emoji']) {
      mistakes.push({
        path,
        code: 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED',
        message: 'A label or emoji is required',
      });
    }
  }
  return mistakes;
};

/** Names every component whose custom_id an earlier one has. */
export const duplicateCustomIds = (all: readonly [Path, Json][]): Mistake[] => {
  const seen = new Set<unknown>();
  const mistakes: Mistake[] = [];
  for (const [path, { custom_id: customId }] of all) {
    if (typeof customId !== 'string') continue;
    if (seen.has(customId)) {
      mistakes.push({
        path: [...path, 'custom_id'],
        code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
        message: 'Component custom id cannot be duplicated',
      });
    }
    seen.add(customId);
  }
  return mistakes;
};
