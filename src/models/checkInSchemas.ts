import { Schema, type Connection } from 'mongoose';
import { CHECK_IN_STATUSES, type CheckIn } from './checkIn.ts';
import { options } from './schemas.ts';

/** A check-in as MongoDB keeps it, with what its indexes need. */
export interface CheckInDocument extends Omit<CheckIn, 'id'> {
  _id: string;
  /** Which of the person's places it takes: unique, so that nobody has more than there are. */
  place: number;
}

/**
 * Says that a process sends a check-in. Claims of one check-in are numbered: a claim that has run out is followed by
 * the next number, which one process gets.
 */
export interface CheckInClaimDocument {
  /** The check-in and the number. */
  _id: string;
  checkInId: string;
  userId: string;
  number: number;
  /** When it runs out. */
  until: Date;
}

const checkInSchema = new Schema<CheckInDocument>(
  {
    _id: String,
    userId: String,
    place: Number,
    plan: String,
    locale: String,
    dueAt: Date,
    status: { type: String, enum: CHECK_IN_STATUSES },
    tryAt: Date,
    triedSince: Date,
  },
  { ...options, collection: 'checkIns' },
)
  .index({ status: 1, tryAt: 1 }, { name: 'checkIns_due' })
  .index({ userId: 1, place: 1 }, { name: 'checkIns_place', unique: true });

const checkInClaimSchema = new Schema<CheckInClaimDocument>(
  { _id: String, checkInId: String, userId: String, number: Number, until: Date },
  { ...options, collection: 'checkInClaims' },
)
  .index({ checkInId: 1, number: -1 }, { name: 'checkInClaims_last' })
  .index({ userId: 1 }, { name: 'checkInClaims_person' });

/** The check-ins on this connection. */
export const checkInModel = (connection: Connection) => connection.model('CheckIn', checkInSchema);
export type CheckInModel = ReturnType<typeof checkInModel>;

/** The claims on check-ins on this connection. */
export const checkInClaimModel = (connection: Connection) =>
  connection.model('CheckInClaim', checkInClaimSchema);
export type CheckInClaimModel = ReturnType<typeof checkInClaimModel>;
