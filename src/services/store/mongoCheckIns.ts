import mongoose, { type Connection } from 'mongoose';
import type { CheckIn } from '../../models/checkIn.ts';
import {
  checkInClaimModel,
  checkInModel,
  type CheckInClaimModel,
  type CheckInDocument,
  type CheckInModel,
} from '../../models/checkInSchemas.ts';
import type { CheckInClaim, CheckInStanding } from './checkIns.ts';
import { isNew } from './mongoInserts.ts';

/** The check-ins in MongoDB. What must happen once, a claim or a place of the person's, is an insert. */
export class MongoCheckIns {
  readonly #checkIns: CheckInModel;
  readonly #claims: CheckInClaimModel;

  constructor(connection: Connection) {
    this.#checkIns = checkInModel(connection);
    this.#claims = checkInClaimModel(connection);
  }

  async add({ id, ...checkIn }: CheckIn, limit: number): Promise<boolean> {
    const { userId } = checkIn;
    // An insert that is refused was overtaken: by then one place less is free.
    for (let attempt = 0; attempt <= limit; attempt += 1) {
      const found = await this.#checkIns.find({ userId }, { place: 1 }).lean();
      if (found.some(({ _id }) => _id === id)) return true;
      const taken = new Set(found.map(({ place }) => place));
      const free = Array.from({ length: limit }, (_, place) => place).find((n) => !taken.has(n));
      if (free === undefined) return false;
      if (await isNew(this.#checkIns.create({ ...checkIn, _id: id, place: free }))) return true;
    }
    return false;
  }

  async of(userId: string): Promise<CheckIn[]> {
    const found = await this.#checkIns.find({ userId }).lean();
    return found
      .map(toCheckIn)
      .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  }

  async due(at: Date, limit: number): Promise<CheckIn[]> {
    const found = await dueQuery(this.#checkIns, at).limit(limit);
    return found.map(toCheckIn);
  }

  async claim({ id, userId }: CheckIn, { at, until }: CheckInClaim): Promise<CheckIn | null> {
    const last = await this.#claims
      .findOne({ checkInId: id }, null, { sort: { number: -1 } })
      .lean();
    if (last && last.until > at) return null;
    const number = (last?.number ?? 0) + 1;
    const claim = { _id: `${id}:${number}`, checkInId: id, userId, number, until };
    if (!(await isNew(this.#claims.create(claim)))) return null;
    // Whoever had it before may have sent it, or put it off.
    const found = await this.#checkIns.findOne({ _id: id, userId, status: 'pending' }).lean();
    if (!found) await this.#claims.deleteMany({ checkInId: id });
    return found && found.tryAt <= at ? toCheckIn(found) : null;
  }

  async save(id: string, { status, tryAt, triedSince }: CheckInStanding): Promise<void> {
    await this.#checkIns.updateOne({ _id: id }, { $set: { status, tryAt, triedSince } });
  }

  async remove(userId: string, id: string): Promise<boolean> {
    const { deletedCount } = await this.#checkIns.deleteOne({ _id: id, userId });
    // In this order, whoever claims it afterwards finds that it is gone.
    if (deletedCount === 1) await this.#claims.deleteMany({ checkInId: id });
    return deletedCount === 1;
  }
}

/** Pending check-ins that are to be sent by then, the oldest first. */
export function dueQuery(checkIns: CheckInModel, at: Date) {
  const due = { status: 'pending' as const, tryAt: mongoose.trusted({ $lte: at }) };
  return checkIns.find(due, null, { sort: { tryAt: 1 } }).lean();
}

function toCheckIn({ _id: id, ...document }: CheckInDocument): CheckIn {
  const { userId, plan, locale, dueAt, status, tryAt, triedSince } = document;
  return { id, userId, plan, locale, dueAt, status, tryAt, triedSince };
}
