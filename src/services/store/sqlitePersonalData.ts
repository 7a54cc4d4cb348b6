import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Turn } from '../../models/turn.ts';
import type { Outdated } from './personalData.ts';
import { transaction } from './sqliteDatabase.ts';
import type { SqliteLog } from './sqliteLog.ts';
import { turnRow } from './sqliteRows.ts';
import { STATEMENTS } from './sqliteStatements.ts';

/** What SQLite holds of people, as a whole: to be handed out, to be deleted, to be kept no longer than wanted. */
export class SqlitePersonalData {
  readonly #database: DatabaseSync;
  readonly #prepare: (sql: string) => StatementSync;

  readonly #log: SqliteLog;

  constructor(database: DatabaseSync, log: SqliteLog, prepare: (sql: string) => StatementSync) {
    this.#database = database;
    this.#log = log;
    this.#prepare = prepare;
  }

  turnIds(userId: string): string[] {
    const rows = this.#prepare(STATEMENTS.turnIds).all({ userId });
    return rows.map(({ id }) => String(id));
  }

  turns(userId: string, ids: readonly string[]): Turn[] {
    const rows = this.#prepare(STATEMENTS.turns).all({ userId, ids: JSON.stringify(ids) });
    const byId = new Map(rows.map((row) => [String(row['id']), turnRow.parse(row)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  deleteUser(userId: string): void {
    transaction(this.#database, () => {
      this.#prepare(STATEMENTS.deleteLeases).run({ userId });
      this.#prepare(STATEMENTS.deleteTurns).run({ userId });
      this.#prepare(STATEMENTS.deleteMemory).run({ userId });
      this.#prepare(STATEMENTS.deletePractice).run({ userId });
      this.#prepare(STATEMENTS.deleteCheckIns).run({ userId });
      this.#prepare(STATEMENTS.deleteSettings).run({ userId });
      this.#prepare(STATEMENTS.deleteProfile).run({ userId });
    });
    this.#log.leaveNoCopy();
  }

  deleteOlder(than: Date, limit: number): Outdated {
    const deleted = (sql: string): number =>
      Number(this.#prepare(sql).run({ than: than.getTime(), limit }).changes);
    const outdated = { turns: 0, practices: 0, memories: 0, checkIns: 0 };
    transaction(this.#database, () => {
      outdated.turns = deleted(STATEMENTS.deleteOlderTurns);
      outdated.practices = deleted(STATEMENTS.deleteOlderPractices);
      outdated.memories = deleted(STATEMENTS.deleteOlderMemories);
      outdated.checkIns = deleted(STATEMENTS.deleteOlderCheckIns);
    });
    if (Object.values(outdated).some((count) => count > 0)) this.#log.leaveNoCopy();
    return outdated;
  }
}
