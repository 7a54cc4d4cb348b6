import mongoose, { type Connection } from 'mongoose';
import {
  checkInClaimModel,
  checkInModel,
  type CheckInClaimModel,
  type CheckInModel,
} from '../../models/checkInSchemas.ts';
import {
  leaseModel,
  memoryModel,
  OLDEST_FIRST,
  practiceModel,
  profileModel,
  settingsModel,
  turnModel,
  type LeaseModel,
  type MemoryModel,
  type PracticeModel,
  type ProfileModel,
  type SettingsModel,
  type TurnModel,
} from '../../models/schemas.ts';
import type { Turn } from '../../models/turn.ts';
import { oneOf, toTurn } from './mongoTurns.ts';
import type { Outdated } from './personalData.ts';

/** What MongoDB holds of people, as a whole: to be handed out, to be deleted, to be kept no longer than wanted. */
export class MongoPersonalData {
  readonly #profiles: ProfileModel;
  readonly #settings: SettingsModel;
  readonly #practices: PracticeModel;
  readonly #memories: MemoryModel;
  readonly #turns: TurnModel;
  readonly #leases: LeaseModel;
  readonly #checkIns: CheckInModel;
  readonly #claims: CheckInClaimModel;

  constructor(connection: Connection) {
    this.#profiles = profileModel(connection);
    this.#settings = settingsModel(connection);
    this.#practices = practiceModel(connection);
    this.#memories = memoryModel(connection);
    this.#turns = turnModel(connection);
    this.#leases = leaseModel(connection);
    this.#checkIns = checkInModel(connection);
    this.#claims = checkInClaimModel(connection);
  }

  async turnIds(userId: string): Promise<string[]> {
    const found = await this.#turns.find({ userId }, { _id: 1 }, { sort: OLDEST_FIRST }).lean();
    return found.map(({ _id }) => _id);
  }

  async turns(userId: string, ids: readonly string[]): Promise<Turn[]> {
    const found = await this.#turns.find({ _id: oneOf(ids), userId }).lean();
    const byId = new Map(found.map((document) => [document._id, toTurn(document)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async deleteUser(userId: string): Promise<void> {
    await this.#leases.deleteMany({ userId });
    // In this order, an interruption leaves a profile that shows that there is something left to delete.
    await this.#deleteOwned(userId);
    await this.#profiles.deleteOne({ _id: userId });
    // What was asked or written while there still was a profile.
    await this.#deleteOwned(userId);
  }

  async #deleteOwned(userId: string): Promise<void> {
    await this.#turns.deleteMany({ userId });
    await this.#memories.deleteMany({ userId });
    await this.#practices.deleteOne({ _id: userId });
    await this.#checkIns.deleteMany({ userId });
    await this.#claims.deleteMany({ userId });
    await this.#settings.deleteOne({ _id: userId });
  }

  async deleteOlder(than: Date, limit: number): Promise<Outdated> {
    const before = mongoose.trusted({ $lt: than });
    const practices = await this.#practices.find({ startedAt: before }, { _id: 1 }, { limit });
    const memories = await this.#memories.find({ newestAt: before }, { _id: 1 }, { limit });
    const turns = await this.#turns.find({ askedAt: before }, { _id: 1 }, { limit });
    const givenUp = { status: 'undeliverable', tryAt: before } as const;
    const checkIns = await this.#checkIns.find(givenUp, { _id: 1 }, { limit });
    // Looked for after the turns: one that is asked again stands where it stood, and has its lease before it is there.
    const busy = new Set((await this.#leases.find({}, { _id: 1 }).lean()).map(({ _id }) => _id));
    const idle = idsOf(turns).filter((id) => !busy.has(id));
    // Whoever began another rehearsal meanwhile has a newer one by the same id.
    const ended = await this.#practices.deleteMany({
      _id: oneOf(idsOf(practices)),
      startedAt: before,
    });
    const asked = await this.#turns.deleteMany({ _id: oneOf(idle), askedAt: before });
    const past = await this.#memories.deleteMany({ _id: oneOf(idsOf(memories)) });
    const tried = await this.#checkIns.deleteMany({ _id: oneOf(idsOf(checkIns)) });
    await this.#claims.deleteMany({ checkInId: oneOf(idsOf(checkIns)) });
    return {
      turns: asked.deletedCount,
      practices: ended.deletedCount,
      memories: past.deletedCount,
      checkIns: tried.deletedCount,
    };
  }
}

const idsOf = (documents: readonly { _id: string }[]): string[] => documents.map(({ _id }) => _id);
