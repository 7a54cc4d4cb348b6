import * as spec from 'discord-api-spec/zod';
import * as z from 'zod/mini';
import { invalidForm, type Mistake } from './errors.ts';
import { type Json, lengthOf } from './json.ts';

type Schema = z.core.$ZodType;

interface Definition {
  type: string;
  checks?: z.core.$ZodCheck[];
  shape?: Record<string, Schema>;
  innerType?: Schema;
  element?: Schema;
  keyType?: Schema;
  valueType?: Schema;
  options?: Schema[];
  left?: Schema;
  right?: Schema;
  getter?: () => Schema;
}

const definitionOf = (schema: Schema): Definition => schema._zod.def;

const resolved = (schema: Schema): Schema => {
  let current = schema;
  for (let def = definitionOf(current); def.getter; def = definitionOf(current)) {
    current = def.getter();
  }
  return current;
};

/** Keys that discord.js puts into every message body and Discord ignores where they mean nothing. */
const MESSAGE_EXTRAS = {
  tts: z.optional(z.boolean()),
  nonce: z.optional(z.union([z.string(), z.number()])),
  enforce_nonce: z.optional(z.boolean()),
};

/** What commands may hold beyond the specification: Discord takes permissions as text too. */
const COMMAND_EXTRAS = {
  nsfw: z.optional(z.nullable(z.boolean())),
  default_member_permissions: z.optional(
    z.nullable(z.union([z.number(), z.string().check(z.regex(/^\d+$/))])),
  ),
};

const maxCodePoints = (maximum: number): z.core.$ZodCheck =>
  z.check<string>((payload) => {
    if (lengthOf(payload.value) <= maximum) return;
    payload.issues.push({
      code: 'too_big',
      origin: 'string',
      maximum,
      inclusive: true,
      input: payload.value,
    });
  });

/** Discord counts code points where the specification's schemas count UTF-16 units. */
const inCodePoints = (check: z.core.$ZodCheck): z.core.$ZodCheck => {
  const def = check._zod.def as { check: string; maximum?: number };
  return def.check === 'max_length' && def.maximum !== undefined
    ? maxCodePoints(def.maximum)
    : check;
};

const strictCache = new Map<Schema, Schema>();

const strictObject = (shape: Record<string, Schema>): Schema => {
  const entries = Object.entries(shape).map(([key, value]) => [key, strict(value)] as const);
  return z.strictObject({
    ...Object.fromEntries(entries),
    ...('allowed_mentions' in shape && MESSAGE_EXTRAS),
    ...('integration_types' in shape && COMMAND_EXTRAS),
  });
};

/** Components and options say by `type` what they are, so one branch is judged, not all. */
const strictUnion = (schema: Schema, options: readonly Schema[]): Schema => {
  const branches = options.map(resolved);
  const byType = branches.every((branch) => {
    const kind = definitionOf(branch).shape?.['type'];
    return kind !== undefined && definitionOf(kind).type === 'literal';
  });
  if (byType && branches.length > 1) {
    const strictBranches = branches.map(strict) as unknown as [z.core.$ZodTypeDiscriminable];
    return z.discriminatedUnion('type', strictBranches);
  }
  return rebuilt(schema, { options: options.map(strict) });
};

const rebuilt = (schema: Schema, changes: object): Schema =>
  z.core.clone(schema, { ...schema._zod.def, ...changes });

const makeStrict = (schema: Schema): Schema => {
  const def = definitionOf(schema);
  if (def.getter) {
    const { getter } = def;
    return z.lazy(() => strict(getter()));
  }
  if (def.shape) return strictObject(def.shape);
  if (def.options && def.type === 'union') return strictUnion(schema, def.options);
  const changes: Record<string, unknown> = {};
  for (const key of ['innerType', 'element', 'keyType', 'valueType', 'left', 'right'] as const) {
    if (def[key]) changes[key] = strict(def[key]);
  }
  if (def.type === 'string' && def.checks) changes['checks'] = def.checks.map(inCodePoints);
  return Object.keys(changes).length === 0 ? schema : rebuilt(schema, changes);
};

/** The same schema, which also refuses keys that it does not know and counts as Discord does. */
function strict(schema: Schema): Schema {
  const known = strictCache.get(schema);
  if (known) return known;
  const made = makeStrict(schema);
  strictCache.set(schema, made);
  return made;
}

const mistakeOf = (issue: z.core.$ZodIssue): Mistake[] => {
  const { path } = issue;
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.includes('undefined') || issue.input === undefined
        ? [{ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }]
        : [{ path, code: `${issue.expected.toUpperCase()}_TYPE_CONVERT`, message: issue.message }];
    case 'invalid_value':
      return [
        {
          path,
          code: 'BASE_TYPE_CHOICES',
          message: `Value must be one of {${issue.values.map(String).join(', ')}}.`,
        },
      ];
    case 'too_big':
      return issue.origin === 'string'
        ? [
            {
              path,
              code: 'BASE_TYPE_MAX_LENGTH',
              message: `Must be ${issue.maximum} or fewer in length.`,
            },
          ]
        : [{ path, code: 'BASE_TYPE_BAD_LENGTH', message: issue.message }];
    case 'too_small':
      return issue.origin === 'string'
        ? [
            {
              path,
              code: 'BASE_TYPE_MIN_LENGTH',
              message: `Must be ${issue.minimum} or more in length.`,
            },
          ]
        : [{ path, code: 'BASE_TYPE_BAD_LENGTH', message: issue.message }];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: 'UNKNOWN_FIELD',
        message: `Discord knows no field "${key}" here.`,
      }));
    case 'invalid_union':
      return [
        {
          path,
          code: 'UNION_TYPE_CHOICES',
          message: 'Value of field "type" must be one of the types allowed here.',
        },
      ];
    default:
      return [{ path, code: 'BASE_TYPE_INVALID', message: issue.message }];
  }
};

z.config(z.locales.en());

/** Judges a body and returns it; throws 50035 with the tree of mistakes. */
export type Validator = (body: unknown, at?: readonly PropertyKey[]) => Json;

const validator = (schema: Schema): Validator => {
  const strictSchema = strict(schema);
  return (body, at = []) => {
    const result = z.safeParse(strictSchema, body, { reportInput: true });
    if (!result.success) {
      const mistakes = result.error.issues.flatMap(mistakeOf);
      throw invalidForm(mistakes.map((found) => ({ ...found, path: [...at, ...found.path] })));
    }
    return body as Json;
  };
};

/** Every request body that the loopback Discord takes, by what it is for. */
export const bodies = {
  messageCallback: validator(spec.CreateMessageInteractionCallbackRequestSchema),
  updateCallback: validator(spec.UpdateMessageInteractionCallbackRequestSchema),
  autocompleteCallback: validator(spec.ApplicationCommandAutocompleteCallbackRequestSchema),
  modalCallback: validator(spec.ModalInteractionCallbackRequestSchema),
  followUp: validator(spec.IncomingWebhookRequestPartialSchema),
  webhookEdit: validator(spec.IncomingWebhookUpdateRequestPartialSchema),
  messageCreate: validator(spec.MessageCreateRequestSchema),
  messageEdit: validator(spec.MessageEditRequestPartialSchema),
  commands: validator(z.array(spec.ApplicationCommandUpdateRequestSchema)),
  commandCreate: validator(spec.ApplicationCommandCreateRequestSchema),
  commandPatch: validator(spec.ApplicationCommandPatchRequestPartialSchema),
  privateChannel: validator(spec.CreatePrivateChannelRequestSchema),
  threadCreate: validator(spec.CreateTextThreadWithoutMessageRequestSchema),
  threadUpdate: validator(spec.UpdateThreadRequestPartialSchema),
} as const;
