import { Schema, type Connection } from 'mongoose';
import type { Memory } from './memory.ts';
import { PRACTICE_KINDS, type Practice } from './practice.ts';
import { TONES, type Profile, type Settings } from './profile.ts';
import type { Lease, ReplyLocation, Turn } from './turn.ts';

/** A profile as MongoDB keeps it: the person's id is the document's. */
export interface ProfileDocument extends Profile {
  _id: string;
}

/** A version of a memory as MongoDB keeps it: the document's id is the person's with the version's number. */
export interface MemoryDocument extends Memory {
  _id: string;
  userId: string;
}

/** A person's settings as MongoDB keeps them: the person's id is the document's. */
export interface SettingsDocument extends Settings {
  _id: string;
}

/** A rehearsal as MongoDB keeps it: the person's id is the document's, since they have one at a time. */
export interface PracticeDocument extends Omit<Practice, 'id' | 'userId'> {
  _id: string;
  practiceId: string;
}

/** A turn as MongoDB keeps it: with what its indexes need, which is derived and never leaves the store. */
export interface TurnDocument extends Omit<Turn, 'id' | 'isReview' | 'isRefused'> {
  _id: string;
  review: boolean;
  refused: boolean;
  /** Length of the id: together with it, it orders snowflakes as the numbers they are. */
  idLength: number;
  /** Whether the turn ended with an answer that the model may be shown. */
  answered: boolean;
}

/** A lease as MongoDB keeps it: the turn's id is the document's. */
export interface LeaseDocument extends Omit<Lease, 'turnId'> {
  _id: string;
  /** Unique: the person's id while their answer is written, afterwards a value that nobody waits for. */
  place: string;
}

/** The order of turns, newest first: total, since ids are unique. */
export const NEWEST_FIRST = { askedAt: -1, idLength: -1, _id: -1 } as const;
export const OLDEST_FIRST = { askedAt: 1, idLength: 1, _id: 1 } as const;

// Every path is typed: what is no string is cast or refused before it can become part of a query. A path that is
// missing from the schema is an error, and not a filter that matches everything.
export const options = { versionKey: false, strict: 'throw', strictQuery: 'throw' } as const;

const profileSchema = new Schema<ProfileDocument>(
  {
    _id: String,
    name: String,
    age: Number,
    gender: String,
    interests: [String],
    pronouns: String,
    seeking: String,
    tone: { type: String, enum: TONES },
  },
  { ...options, collection: 'profiles' },
);

const memorySchema = new Schema<MemoryDocument>(
  { _id: String, userId: String, text: String, through: Date, newestAt: Date, version: Number },
  { ...options, collection: 'memories' },
)
  .index({ userId: 1, version: -1 }, { name: 'memories_person' })
  .index({ newestAt: 1 }, { name: 'memories_newest' });

const settingsSchema = new Schema<SettingsDocument>(
  { _id: String, locale: String, timeZone: String },
  { ...options, collection: 'settings' },
);

const practiceSchema = new Schema<PracticeDocument>(
  {
    _id: String,
    practiceId: String,
    channelId: String,
    kind: { type: String, enum: PRACTICE_KINDS },
    who: String,
    moment: String,
    startedAt: Date,
    endedAt: Date,
  },
  { ...options, collection: 'practices' },
).index({ startedAt: 1 }, { name: 'practices_age' });

const replySchema = new Schema<ReplyLocation>(
  {
    channelId: String,
    messageIds: [String],
    interactionToken: String,
    ephemeral: Boolean,
    locale: String,
    after: {
      type: new Schema({ length: Number, reopening: String }, { ...options, _id: false }),
      default: null,
    },
  },
  { ...options, _id: false },
);

const turnSchema = new Schema<TurnDocument>(
  {
    _id: String,
    userId: String,
    question: String,
    pictures: [new Schema({ url: String, name: String, size: Number }, { ...options, _id: false })],
    practiceId: { type: String, default: null },
    review: { type: Boolean, default: false },
    follows: { type: String, default: null },
    answer: String,
    status: { type: String, enum: ['waiting', 'streaming', 'complete', 'stopped', 'failed'] },
    askedAt: Date,
    endedAt: Date,
    reply: replySchema,
    feedback: { type: String, enum: ['up', 'down', null], default: null },
    replacedBy: { type: String, default: null },
    refused: { type: Boolean, default: false },
    idLength: Number,
    answered: Boolean,
  },
  { ...options, collection: 'turns' },
)
  .index(
    { userId: 1, practiceId: 1, replacedBy: 1, answered: 1, ...NEWEST_FIRST },
    { name: 'turns_answers' },
  )
  .index({ userId: 1, practiceId: 1, replacedBy: 1, ...NEWEST_FIRST }, { name: 'turns_newest' })
  .index({ askedAt: 1 }, { name: 'turns_age' });

const leaseSchema = new Schema<LeaseDocument>(
  { _id: String, userId: String, place: String, owner: String, seenAt: Date },
  { ...options, collection: 'leases' },
).index({ place: 1 }, { name: 'leases_place', unique: true });

/** The profiles on this connection. */
export const profileModel = (connection: Connection) => connection.model('Profile', profileSchema);
export type ProfileModel = ReturnType<typeof profileModel>;

/** The memories on this connection. */
export const memoryModel = (connection: Connection) => connection.model('Memory', memorySchema);
export type MemoryModel = ReturnType<typeof memoryModel>;

/** The settings on this connection. */
export const settingsModel = (connection: Connection) =>
  connection.model('Settings', settingsSchema);
export type SettingsModel = ReturnType<typeof settingsModel>;

/** The rehearsals on this connection. */
export const practiceModel = (connection: Connection) =>
  connection.model('Practice', practiceSchema);
export type PracticeModel = ReturnType<typeof practiceModel>;

/** The turns on this connection. */
export const turnModel = (connection: Connection) => connection.model('Turn', turnSchema);
export type TurnModel = ReturnType<typeof turnModel>;

/** The leases on this connection. */
export const leaseModel = (connection: Connection) => connection.model('Lease', leaseSchema);
export type LeaseModel = ReturnType<typeof leaseModel>;
