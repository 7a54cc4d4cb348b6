import type { Connection } from 'mongoose';
import { RateLimiterMongo, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { CheckIn } from '../../models/checkIn.ts';
import type { Memory } from '../../models/memory.ts';
import type { Practice } from '../../models/practice.ts';
import type { Essentials, Preferences, Profile, Settings } from '../../models/profile.ts';
import {
  leaseModel,
  practiceModel,
  profileModel,
  settingsModel,
  turnModel,
  type LeaseModel,
  type PracticeModel,
  type ProfileModel,
  type SettingsModel,
  type TurnModel,
} from '../../models/schemas.ts';
import type { Feedback, Lease, ReplyLocation, Turn } from '../../models/turn.ts';
import { MongoCheckIns } from './mongoCheckIns.ts';
import { connectMongo, type MongoOptions } from './mongoConnection.ts';
import { isNew, upserted } from './mongoInserts.ts';
import { freed, LIMITS } from './mongoMigrations.ts';
import { MongoMemories } from './mongoMemories.ts';
import { MongoPersonalData } from './mongoPersonalData.ts';
import { written } from './mongoOwned.ts';
import {
  answeredTurnsAfterQuery,
  answeredTurnsQuery,
  newest,
  oneOf,
  recentTurnsQuery,
  toTurn,
} from './mongoTurns.ts';
import { timeLimited } from './timeLimited.ts';
import type { CheckInClaim, CheckInStanding } from './checkIns.ts';
import type { Outdated } from './personalData.ts';
import type { Limit, NewTurn, ResumedTurn, Store, TurnEnd } from './store.ts';

const SWEEP_INTERVAL_MS = 3_600_000;

/** More than an operation takes that looks for a server, waits for it, and is tried again by the driver. */
const OPERATION_TIMEOUT_MS = 60_000;

/** Opens the database in MongoDB. Rejects, without the credentials in the words, when it cannot. */
export async function openMongoStore({
  operationTimeoutMs = OPERATION_TIMEOUT_MS,
  ...options
}: MongoOptions & { operationTimeoutMs?: number }): Promise<Store> {
  return connectMongo(options, async (connection) => {
    const store = new MongoStore(connection);
    await store.sweep();
    return timeLimited(store, operationTimeoutMs);
  });
}

class MongoStore implements Store {
  readonly isShared = true;
  readonly #connection: Connection;
  readonly #profiles: ProfileModel;
  readonly #settings: SettingsModel;
  readonly #practices: PracticeModel;
  readonly #turns: TurnModel;
  readonly #leases: LeaseModel;
  readonly #checkIns: MongoCheckIns;
  readonly #memories: MongoMemories;
  readonly #personalData: MongoPersonalData;
  #sweeper: NodeJS.Timeout | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#profiles = profileModel(connection);
    this.#settings = settingsModel(connection);
    this.#practices = practiceModel(connection);
    this.#turns = turnModel(connection);
    this.#leases = leaseModel(connection);
    this.#memories = new MongoMemories(connection);
    this.#checkIns = new MongoCheckIns(connection);
    this.#personalData = new MongoPersonalData(connection);
  }

  /** Drops the limits that are over, now and from time to time. */
  async sweep(): Promise<void> {
    await this.#sweepLimits();
    // A sweep that fails is made up for by the next one.
    const sweep = () => void this.#sweepLimits().catch(() => {});
    this.#sweeper = setInterval(sweep, SWEEP_INTERVAL_MS).unref();
  }

  async findProfile(userId: string): Promise<Profile | null> {
    const found = await this.#profiles.findOne({ _id: userId }).lean();
    if (!found) return null;
    const { _id, ...profile } = found;
    return profile;
  }

  async saveProfile(userId: string, essentials: Essentials): Promise<void> {
    const { name, age, gender, interests } = essentials;
    const changed = { $set: { name, age, gender, interests } };
    await upserted(() => this.#profiles.updateOne({ _id: userId }, changed, { upsert: true }));
  }

  async savePreferences(userId: string, preferences: Preferences): Promise<boolean> {
    const { pronouns, seeking, tone } = preferences;
    const all = Object.entries({ pronouns, seeking, tone });
    const said = all.filter(([, value]) => value !== undefined);
    const unsaid = all.filter(([, value]) => value === undefined).map(([field]) => [field, 1]);
    const { matchedCount } = await this.#profiles.updateOne(
      { _id: userId },
      { $set: Object.fromEntries(said), $unset: Object.fromEntries(unsaid) },
    );
    return matchedCount === 1;
  }

  async removeProfile(userId: string): Promise<void> {
    await this.#profiles.deleteOne({ _id: userId });
  }

  async findMemory(userId: string): Promise<Memory | null> {
    return this.#memories.find(userId);
  }

  async saveMemory(userId: string, memory: Memory): Promise<boolean> {
    const { version } = memory;
    const isSaved = await written(userId, this.#profiles, {
      write: () => this.#memories.add(userId, memory),
      undo: () => this.#memories.remove(userId, version),
    });
    if (isSaved) await this.#memories.dropBefore(userId, version);
    return isSaved;
  }

  removeMemory(userId: string): Promise<void> {
    return this.#memories.removeAll(userId);
  }

  async findSettings(userId: string): Promise<Settings | null> {
    const found = await this.#settings.findOne({ _id: userId }).lean();
    return found && { locale: found.locale, timeZone: found.timeZone };
  }

  async saveSettings(userId: string, { locale, timeZone }: Settings): Promise<boolean> {
    return this.#changeSettings(userId, { locale, timeZone }, { locale, timeZone });
  }

  async saveLocale(userId: string, locale: string): Promise<boolean> {
    return this.#changeSettings(userId, { locale }, { locale, timeZone: null });
  }

  async savePractice({ userId, id: practiceId, ...practice }: Practice): Promise<boolean> {
    const document = { ...practice, practiceId };
    return written(userId, this.#profiles, {
      write: () =>
        upserted(() => this.#practices.replaceOne({ _id: userId }, document, { upsert: true })),
      undo: () => this.#practices.deleteOne({ _id: userId, practiceId }),
    });
  }

  async findPractice(userId: string): Promise<Practice | null> {
    const found = await this.#practices.findOne({ _id: userId }).lean();
    if (!found) return null;
    const { _id, practiceId: id, channelId, kind, who, moment, startedAt, endedAt } = found;
    return { id, userId: _id, channelId, kind, who, moment, startedAt, endedAt };
  }

  async endPractice(userId: string, practiceId: string, endedAt: Date): Promise<boolean> {
    const going = { _id: userId, practiceId, endedAt: null };
    const { modifiedCount } = await this.#practices.updateOne(going, { $set: { endedAt } });
    return modifiedCount === 1;
  }

  async beginTurn(turn: NewTurn): Promise<boolean> {
    const { id, userId, question, pictures, practiceId, follows, status, askedAt, reply } = turn;
    const { isReview: review = false, replacedBy = null } = turn;
    const begun = { userId, question, pictures, practiceId, follows, status, askedAt, reply };
    const open = { answer: '', endedAt: null, answered: false, feedback: null, refused: false };
    const document = { ...begun, ...open, review, replacedBy, _id: id, idLength: id.length };
    return isNew(this.#turns.create(document));
  }

  async resumeTurn(userId: string, id: string, as: ResumedTurn): Promise<Turn | null> {
    const { question, pictures, follows, askedAt, reply } = as;
    const waiting = { _id: id, userId, status: 'waiting' } as const;
    const asked = { question, pictures, follows, askedAt, reply };
    const resumed = { $set: { status: 'streaming', ...asked } } as const;
    const found = await this.#turns
      .findOneAndUpdate(waiting, resumed, { returnDocument: 'after' })
      .lean();
    return found && toTurn(found);
  }

  async joinTurn(userId: string, id: string, into: string, endedAt: Date): Promise<boolean> {
    const { modifiedCount } = await this.#turns.updateOne(
      { _id: id, userId, status: 'waiting' },
      { $set: { status: 'stopped', endedAt, replacedBy: into } },
    );
    return modifiedCount === 1;
  }

  async saveProgress(userId: string, id: string, answer: string): Promise<void> {
    await this.#turns.updateOne({ _id: id, userId, status: 'streaming' }, { $set: { answer } });
  }

  async saveReply(userId: string, id: string, reply: ReplyLocation): Promise<void> {
    await this.#turns.updateOne({ _id: id, userId }, { $set: { reply } });
  }

  async refuseTurn(userId: string, id: string): Promise<void> {
    await this.#turns.updateOne({ _id: id, userId }, { $set: { refused: true, answered: false } });
  }

  async closeTurn(
    id: string,
    { status, endedAt }: Omit<TurnEnd, 'answer' | 'isRefused'>,
  ): Promise<void> {
    const close = (which: { answer?: ''; refused?: false }, answered: boolean) =>
      this.#turns.updateOne(
        { _id: id, status: 'streaming', ...which },
        { $set: { status, endedAt, answered } },
      );
    // In this order, an answer that gets its first words in between is closed as well, and so is a refusal.
    await close({ answer: '' }, false);
    await close({ refused: false }, true);
    await close({}, false);
  }

  async endTurn(userId: string, id: string, end: TurnEnd): Promise<boolean> {
    return this.#end({ _id: id, userId, status: 'streaming' }, end);
  }

  async amendTurn(userId: string, id: string, closedAt: Date, end: TurnEnd): Promise<boolean> {
    const [following, again] = await Promise.all([
      this.#turns.exists({ userId, follows: id }),
      this.#turns.exists({ userId, replacedBy: id, status: 'streaming' }),
    ]);
    if (following ?? again) return false;
    const closed = { _id: id, userId, status: 'stopped', endedAt: closedAt } as const;
    return this.#end(closed, end);
  }

  /** Ends a turn; a refusal stays one, also one that comes in between. */
  async #end(
    which: { _id: string; userId: string; status: 'streaming' | 'stopped'; endedAt?: Date },
    end: TurnEnd,
  ): Promise<boolean> {
    const update = async (refused: boolean, how: TurnEnd) => {
      const { modifiedCount } = await this.#turns.updateOne(
        { ...which, refused },
        { $set: ended(how) },
      );
      return modifiedCount === 1;
    };
    return (await update(false, end)) || update(true, { ...end, isRefused: true });
  }

  async findTurn(userId: string, id: string): Promise<Turn | null> {
    const found = await this.#turns.findOne({ _id: id, userId }).lean();
    return found && toTurn(found);
  }

  async isOthersTurn(userId: string, id: string): Promise<boolean> {
    const found = await this.#turns.findOne({ _id: id }, { userId: 1 }).lean();
    return found !== null && found.userId !== userId;
  }

  async removeTurn(userId: string, turnId: string): Promise<void> {
    await this.#turns.deleteOne({ _id: turnId, userId });
  }

  async removeWaiting(turnIds: readonly string[]): Promise<void> {
    await this.#turns.deleteMany({ _id: oneOf(turnIds), status: 'waiting' });
  }

  async turnShownIn(userId: string, messageId: string): Promise<string | null> {
    const shown = { userId, 'reply.messageIds': messageId };
    const found = await this.#turns.findOne(shown, { _id: 1 }).lean();
    return found && found._id;
  }

  async rateTurn(userId: string, id: string, feedback: Feedback | null): Promise<boolean> {
    const { matchedCount } = await this.#turns.updateOne(
      { _id: id, userId },
      { $set: { feedback } },
    );
    return matchedCount === 1;
  }

  async replaceTurn(userId: string, id: string, replacedBy: string): Promise<void> {
    await this.#turns.updateOne({ _id: id, userId }, { $set: { replacedBy } });
    await this.#turns.updateOne({ _id: replacedBy, userId }, { $set: { replacedBy: null } });
  }

  async moveToCoach(userId: string, id: string): Promise<void> {
    await this.#turns.updateOne({ _id: id, userId }, { $set: { practiceId: null } });
  }

  async answeredTurns(userId: string, limit: number, practiceId?: string): Promise<Turn[]> {
    return newest(answeredTurnsQuery(this.#turns, userId, practiceId ?? null), limit);
  }

  async answeredTurnsAfter(userId: string, after: Date | null, limit: number): Promise<Turn[]> {
    const found = await answeredTurnsAfterQuery(this.#turns, userId, after).limit(limit);
    return found.map(toTurn);
  }

  async answeredTurn(userId: string, id: string): Promise<Turn | null> {
    const filter = { _id: id, userId, practiceId: null, replacedBy: null, answered: true };
    const found = await this.#turns.findOne(filter).lean();
    return found && toTurn(found);
  }

  async recentTurns(userId: string, limit: number): Promise<Turn[]> {
    return newest(recentTurnsQuery(this.#turns, userId), limit);
  }

  async takeLease({ turnId, ...lease }: Lease, place = lease.userId): Promise<boolean> {
    return isNew(this.#leases.create({ ...lease, _id: turnId, place }));
  }

  async leases(): Promise<Lease[]> {
    const found = await this.#leases.find().lean();
    return found.map(({ _id, userId, owner, seenAt }) => ({ turnId: _id, userId, owner, seenAt }));
  }

  async freePlace(turnId: string): Promise<void> {
    await this.#leases.updateOne({ _id: turnId }, { $set: { place: freed(turnId) } });
  }

  async renewLeases(owner: string, seenAt: Date): Promise<string[]> {
    await this.#leases.updateMany({ owner }, { $set: { seenAt } });
    const found = await this.#leases.find({ owner }, { _id: 1 }).lean();
    return found.map(({ _id }) => _id);
  }

  async claimLease({ turnId, owner, seenAt }: Lease, by: string, at: Date): Promise<boolean> {
    const asFound = { _id: turnId, owner, seenAt };
    const { matchedCount } = await this.#leases.updateOne(asFound, {
      $set: { owner: by, seenAt: at },
    });
    return matchedCount === 1;
  }

  async abandonLease(turnId: string, userId: string): Promise<void> {
    const abandoned = {
      $set: { owner: '', seenAt: new Date(0) },
      $setOnInsert: { userId, place: freed(turnId) },
    };
    await upserted(() => this.#leases.updateOne({ _id: turnId }, abandoned, { upsert: true }));
  }

  async dropLease(turnId: string, owner: string): Promise<void> {
    await this.#leases.deleteOne({ _id: turnId, owner });
  }

  async addCheckIn(checkIn: CheckIn, limit: number): Promise<boolean> {
    const { userId, id } = checkIn;
    return written(userId, this.#profiles, {
      write: () => this.#checkIns.add(checkIn, limit),
      undo: () => this.#checkIns.remove(userId, id),
    });
  }

  async checkIns(userId: string): Promise<CheckIn[]> {
    return this.#checkIns.of(userId);
  }

  async dueCheckIns(at: Date, limit: number): Promise<CheckIn[]> {
    return this.#checkIns.due(at, limit);
  }

  async claimCheckIn(found: CheckIn, claim: CheckInClaim): Promise<CheckIn | null> {
    return this.#checkIns.claim(found, claim);
  }

  async saveCheckIn(id: string, standing: CheckInStanding): Promise<void> {
    await this.#checkIns.save(id, standing);
  }

  async removeCheckIn(userId: string, id: string): Promise<boolean> {
    return this.#checkIns.remove(userId, id);
  }

  async turnIds(userId: string): Promise<string[]> {
    return this.#personalData.turnIds(userId);
  }

  async turns(userId: string, ids: readonly string[]): Promise<Turn[]> {
    return this.#personalData.turns(userId, ids);
  }

  async deleteUser(userId: string): Promise<void> {
    await this.#personalData.deleteUser(userId);
  }

  async deleteOlder(than: Date, limit: number): Promise<Outdated> {
    return this.#personalData.deleteOlder(than, limit);
  }

  limiter({ name, points, seconds }: Limit): RateLimiterAbstract {
    return new RateLimiterMongo({
      storeClient: this.#connection,
      tableName: LIMITS,
      disableIndexesCreation: true,
      keyPrefix: name,
      points,
      duration: seconds,
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    await this.#connection.close();
  }

  /** Changes the person's settings, or creates them. */
  async #changeSettings(
    userId: string,
    change: Partial<Settings>,
    created: Settings,
  ): Promise<boolean> {
    let isChange = false;
    return written(userId, this.#profiles, {
      write: async () => {
        const { matchedCount } = await this.#settings.updateOne({ _id: userId }, { $set: change });
        isChange = matchedCount === 1;
        return (
          isChange ||
          upserted(() => this.#settings.replaceOne({ _id: userId }, created, { upsert: true }))
        );
      },
      // Those that were there before outlive a profile that is removed; a deletion takes them with it.
      undo: async () => isChange || this.#settings.deleteOne({ _id: userId }),
    });
  }

  async #sweepLimits(): Promise<void> {
    await this.#connection.collection(LIMITS).deleteMany({ expire: { $lte: new Date() } });
  }
}

function ended({ isRefused = false, ...end }: TurnEnd) {
  return { ...end, refused: isRefused, answered: end.answer !== '' && !isRefused };
}
