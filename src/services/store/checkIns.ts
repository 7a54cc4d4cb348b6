import type { CheckIn } from '../../models/checkIn.ts';
import type { Stored } from '../../models/stored.ts';

/** How a check-in stands after an attempt to send it. */
export type CheckInStanding = Pick<CheckIn, 'status' | 'tryAt' | 'triedSince'>;

/** From when until when one process sends a check-in. */
export interface CheckInClaim {
  at: Date;
  until: Date;
}

/** The part of the store that holds check-ins. */
export interface CheckInStore {
  /**
   * Records a check-in. False when the person has `limit` of them already, however many are added at once, or has no
   * profile. One that is recorded already stays as it is: the event was redelivered.
   */
  addCheckIn(checkIn: CheckIn, limit: number): Promise<boolean>;
  /** The person's check-ins in any state, the one that is due first in front. Served by an index. */
  checkIns(userId: string): Promise<Stored<CheckIn>[]>;
  /** At most `limit` pending check-ins that are to be sent by then, the oldest first. Served by an index. */
  dueCheckIns(at: Date, limit: number): Promise<CheckIn[]>;
  /**
   * Claims a check-in, as {@link dueCheckIns} found it, for one process: of several at once, one gets it, as it stands
   * now. Null while another claim lasts, and when it is no longer to be sent. A claim runs out by itself.
   */
  claimCheckIn(found: CheckIn, claim: CheckInClaim): Promise<Stored<CheckIn> | null>;
  /** Keeps how a check-in stands. One that was removed stays removed. */
  saveCheckIn(id: string, standing: CheckInStanding): Promise<void>;
  /** Removes a check-in of the person. False when there is none with this id. */
  removeCheckIn(userId: string, id: string): Promise<boolean>;
}
