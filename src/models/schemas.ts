import { Schema, type Connection } from 'mongoose';
import type { Profile } from './profile.ts';
import type { Lease, ReplyLocation, Turn } from './turn.ts';

/** A profile as MongoDB keeps it: the person's id is the document's. */
export interface ProfileDocument extends Profile {
  _id: string;
}

/** A turn as MongoDB keeps it: with what its indexes need, which is derived and never leaves the store. */
export interface TurnDocument extends Omit<Turn, 'id'> {
  _id: string;
  /** Length of the id: together with it, it orders snowflakes as the numbers they are. */
  idLength: number;
  /** Whether the turn ended with an answer. */
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

// Every path is typed: what is no string is cast or refused before it can become part of a query. A path that is
// missing from the schema is an error, and not a filter that matches everything.
const options = { versionKey: false, strict: 'throw', strictQuery: 'throw' } as const;

const profileSchema = new Schema<ProfileDocument>(
  { _id: String, name: String, age: Number, gender: String, interests: [String] },
  { ...options, collection: 'profiles' },
);

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
    answer: String,
    status: { type: String, enum: ['waiting', 'streaming', 'complete', 'stopped', 'failed'] },
    askedAt: Date,
    endedAt: Date,
    reply: replySchema,
    idLength: Number,
    answered: Boolean,
  },
  { ...options, collection: 'turns' },
)
  .index({ userId: 1, answered: 1, ...NEWEST_FIRST }, { name: 'turns_answered' })
  .index({ userId: 1, ...NEWEST_FIRST }, { name: 'turns_recent' });

const leaseSchema = new Schema<LeaseDocument>(
  { _id: String, userId: String, place: String, owner: String, seenAt: Date },
  { ...options, collection: 'leases' },
).index({ place: 1 }, { name: 'leases_place', unique: true });

/** The profiles on this connection. */
export const profileModel = (connection: Connection) => connection.model('Profile', profileSchema);
export type ProfileModel = ReturnType<typeof profileModel>;

/** The turns on this connection. */
export const turnModel = (connection: Connection) => connection.model('Turn', turnSchema);
export type TurnModel = ReturnType<typeof turnModel>;

/** The leases on this connection. */
export const leaseModel = (connection: Connection) => connection.model('Lease', leaseSchema);
export type LeaseModel = ReturnType<typeof leaseModel>;
