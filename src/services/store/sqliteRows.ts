import { z } from 'zod';
import { CHECK_IN_STATUSES, type CheckIn } from '../../models/checkIn.ts';
import { PRACTICE_KINDS, type Practice } from '../../models/practice.ts';
import type { Memory } from '../../models/memory.ts';
import { type Profile, type Settings, TONES } from '../../models/profile.ts';
import type { Lease, Turn } from '../../models/turn.ts';

const json = z.string().transform((text): unknown => JSON.parse(text));
const time = z.number().transform((milliseconds) => new Date(milliseconds));

/** What a row of `profiles` says. */
export const profileRow = z
  .object({
    name: z.string(),
    age: z.number(),
    gender: z.string(),
    interests: json.pipe(z.array(z.string())),
    pronouns: z.string().nullable(),
    seeking: z.string().nullable(),
    tone: z.enum(TONES).nullable(),
  })
  .transform(({ pronouns, seeking, tone, ...profile }): Profile => ({
    ...profile,
    ...(pronouns !== null && { pronouns }),
    ...(seeking !== null && { seeking }),
    ...(tone !== null && { tone }),
  }));

/** What a row of `memories` says. */
export const memoryRow = z
  .object({ text: z.string(), through: time, newest_at: time, version: z.number() })
  .transform(({ newest_at: newestAt, ...memory }): Memory => ({ ...memory, newestAt }));

/** What a row of `turns` says. */
export const turnRow = z
  .object({
    id: z.string(),
    user_id: z.string(),
    question: z.string(),
    pictures: json.pipe(z.array(z.object({ url: z.string(), name: z.string(), size: z.number() }))),
    practice_id: z.string().nullable(),
    review: z.number(),
    follows: z.string().nullable(),
    answer: z.string(),
    status: z.enum(['waiting', 'streaming', 'complete', 'stopped', 'failed']),
    asked_at: time,
    ended_at: time.nullable(),
    reply: json
      .pipe(
        z.object({
          channelId: z.string(),
          messageIds: z.array(z.string()),
          interactionToken: z.string().nullable(),
          ephemeral: z.boolean(),
          locale: z.string(),
          after: z.object({ length: z.number(), reopening: z.string() }).nullable().default(null),
        }),
      )
      .nullable(),
    feedback: z.enum(['up', 'down']).nullable(),
    replaced_by: z.string().nullable(),
    refused: z.number(),
  })
  .transform(
    ({
      user_id,
      practice_id,
      review,
      asked_at,
      ended_at,
      replaced_by,
      refused,
      ...turn
    }): Turn => ({
      ...turn,
      userId: user_id,
      practiceId: practice_id,
      isReview: review === 1,
      askedAt: asked_at,
      endedAt: ended_at,
      replacedBy: replaced_by,
      isRefused: refused === 1,
    }),
  );

/** What a row of `settings` says. */
export const settingsRow = z
  .object({ locale: z.string(), time_zone: z.string().nullable() })
  .transform(({ locale, time_zone: timeZone }): Settings => ({ locale, timeZone }));

/** What a row of `practices` says. */
export const practiceRow = z
  .object({
    id: z.string(),
    user_id: z.string(),
    channel_id: z.string(),
    kind: z.enum(PRACTICE_KINDS),
    who: z.string(),
    moment: z.string(),
    started_at: time,
    ended_at: time.nullable(),
  })
  .transform(({ user_id, channel_id, started_at, ended_at, ...practice }): Practice => ({
    ...practice,
    userId: user_id,
    channelId: channel_id,
    startedAt: started_at,
    endedAt: ended_at,
  }));

/** What a row of `check_ins` says. */
export const checkInRow = z
  .object({
    id: z.string(),
    user_id: z.string(),
    plan: z.string(),
    locale: z.string(),
    due_at: time,
    status: z.enum(CHECK_IN_STATUSES),
    try_at: time,
    tried_since: time.nullable(),
  })
  .transform(({ user_id, due_at, try_at, tried_since, ...checkIn }): CheckIn => ({
    ...checkIn,
    userId: user_id,
    dueAt: due_at,
    tryAt: try_at,
    triedSince: tried_since,
  }));

/** What a row of `leases` says. */
export const leaseRow = z
  .object({ turn_id: z.string(), user_id: z.string(), owner: z.string(), seen_at: time })
  .transform(({ turn_id: turnId, user_id: userId, owner, seen_at: seenAt }): Lease => ({
    turnId,
    userId,
    owner,
    seenAt,
  }));
