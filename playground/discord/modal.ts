import { ComponentType, InteractionType } from 'discord.js';
import type { Interaction } from './interaction.ts';
import { isJson, type Json, lengthOf, listOf } from './json.ts';
import type { World } from './world.ts';

/** One thing to fill in. */
export interface ModalField {
  customId: string;
  type: ComponentType;
  label: string;
  description: string | undefined;
  placeholder: string | undefined;
  /** What it is filled with from the start. */
  value: string;
  values: string[];
  required: boolean;
  minLength: number | undefined;
  maxLength: number | undefined;
  /** 1 one line, 2 a paragraph. */
  style: number | undefined;
  options: { label: string; value: string; description?: string }[];
  /** How many of them may be chosen. */
  maxValues: number;
}

const LIMIT_OF_TEXT = 4000;

/** A form that the bot opened for one person. */
export class Modal {
  readonly customId: string;
  readonly title: string;
  readonly components: Json[];
  readonly fields: ModalField[];
  /** Text displays between the fields. */
  readonly texts: string[];
  readonly interaction: Interaction;
  readonly #world: World;

  constructor(world: World, interaction: Interaction, data: Json) {
    this.#world = world;
    this.interaction = interaction;
    this.customId = String(data['custom_id']);
    this.title = String(data['title']);
    this.components = listOf(data['components']);
    this.fields = this.components.flatMap(fieldsOf);
    this.texts = this.components
      .filter(({ type }) => type === ComponentType.TextDisplay)
      .map(({ content }) => String(content));
  }

  /** Sends it in; fields not named keep what they were filled with. Refuses what Discord's client would. */
  async submit(values: Record<string, string | readonly string[]> = {}): Promise<Interaction> {
    for (const customId of Object.keys(values)) {
      if (!this.fields.some((field) => field.customId === customId)) {
        throw new Error(`The modal "${this.title}" has no field "${customId}"`);
      }
    }
    const filled = new Map(
      this.fields.map((field) => [field.customId, fill(field, values[field.customId])]),
    );
    let next = 1;
    const components = this.components.map((component) =>
      submitted(component, filled, () => next++),
    );
    return this.#world.interact({
      type: InteractionType.ModalSubmit,
      person: this.interaction.person,
      channel: this.interaction.channel,
      owners: this.interaction.owners,
      message: this.interaction.source,
      openedBy: this.interaction,
      data: { custom_id: this.customId, components },
    });
  }
}

const fieldsOf = (component: Json): ModalField[] => {
  if (component['type'] === ComponentType.ActionRow) {
    return listOf(component['components']).map((input) => fieldOf(input, String(input['label'])));
  }
  if (component['type'] === ComponentType.Label && isJson(component['component'])) {
    const { label, description, component: input } = component;
    return [fieldOf(input, String(label), description as string | undefined)];
  }
  return [];
};

const fieldOf = (input: Json, label: string, description?: string): ModalField => {
  const options = listOf(input['options']);
  return {
    customId: String(input['custom_id']),
    type: input['type'] as ComponentType,
    label,
    description,
    placeholder: input['placeholder'] as string | undefined,
    value: (input['value'] as string | null | undefined) ?? '',
    values: options.filter((option) => option['default']).map(({ value }) => String(value)),
    required: input['required'] !== false,
    minLength: (input['min_length'] as number | null | undefined) ?? undefined,
    maxLength: (input['max_length'] as number | null | undefined) ?? undefined,
    style: input['style'] as number | undefined,
    options: options.map(({ label: name, value, description: about }) => ({
      label: String(name),
      value: String(value),
      ...(typeof about === 'string' && { description: about }),
    })),
    maxValues: Number(input['max_values'] ?? 1),
  };
};

const refuse = (field: ModalField, why: string): never => {
  throw new Error(`"${field.label}" (${field.customId}) ${why}`);
};

const fill = (field: ModalField, given: string | readonly string[] | undefined): Json => {
  const base = { type: field.type, custom_id: field.customId };
  if (field.type !== ComponentType.TextInput) {
    const values = given === undefined ? field.values : [given].flat();
    if (field.required && values.length === 0) refuse(field, 'needs a choice');
    const known = new Set(field.options.map(({ value }) => value));
    const stranger = values.find((value) => known.size > 0 && !known.has(value));
    if (stranger !== undefined) refuse(field, `has no option "${stranger}"`);
    if (values.length > field.maxValues) refuse(field, `takes at most ${field.maxValues} choices`);
    // A radio group has one value, all other choices a list.
    return field.type === ComponentType.RadioGroup
      ? { ...base, value: values[0] ?? null }
      : { ...base, values };
  }
  const value = given === undefined ? field.value : String(given);
  const length = lengthOf(value);
  if (field.required && value.trim() === '') refuse(field, 'is required');
  if (length > (field.maxLength ?? LIMIT_OF_TEXT)) {
    refuse(field, `takes at most ${field.maxLength ?? LIMIT_OF_TEXT} characters, not ${length}`);
  }
  if (length > 0 && length < (field.minLength ?? 0)) {
    refuse(field, `takes at least ${field.minLength} characters, not ${length}`);
  }
  return { ...base, value };
};

/** The component in the shape in which a submission has it. */
const submitted = (component: Json, filled: Map<string, Json>, nextId: () => number): Json => {
  const id = component['id'] ?? nextId();
  const answer = (input: Json): Json => ({
    ...filled.get(String(input['custom_id'])),
    id: input['id'] ?? nextId(),
  });
  const { type } = component;
  if (type === ComponentType.ActionRow) {
    return { type, id, components: listOf(component['components']).map(answer) };
  }
  if (type === ComponentType.Label) {
    return { type, id, component: answer(component['component'] as Json) };
  }
  return { type, id };
};
