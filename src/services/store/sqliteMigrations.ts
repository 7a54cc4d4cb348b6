/**
 * Ids are TEXT: snowflakes exceed 2^53. Dates are milliseconds since 1970. `interests` and `reply` are JSON.
 * `length(id), id` orders snowflakes as the numbers they are, and any other ids totally.
 */
const BASE = `
  CREATE TABLE profiles (
    user_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    age INTEGER NOT NULL,
    gender TEXT NOT NULL,
    interests TEXT NOT NULL CHECK (json_valid(interests))
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE turns (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'streaming', 'complete', 'stopped', 'failed')),
    asked_at INTEGER NOT NULL,
    ended_at INTEGER,
    reply TEXT CHECK (json_valid(reply)),
    answered INTEGER NOT NULL AS (answer <> '' AND status IN ('complete', 'stopped', 'failed'))
  ) STRICT;
  CREATE INDEX turns_answered ON turns (user_id, answered, asked_at, length(id), id);
  CREATE INDEX turns_recent ON turns (user_id, asked_at, length(id), id);

  CREATE TABLE limits (
    key TEXT PRIMARY KEY,
    points INTEGER NOT NULL,
    expire INTEGER
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Who is at work on which turn. `place` is unique: the person while their answer is written, afterwards nobody.
 * What an older version was writing when it ended has a lease that nobody renews.
 */
const LEASES = `
  CREATE TABLE leases (
    turn_id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL,
    place TEXT UNIQUE,
    owner TEXT NOT NULL,
    seen_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  UPDATE turns SET reply = json_set(
    json_remove(reply, '$.messageId'), '$.messageIds', json_array(), '$.locale', 'en-US'
  ) WHERE reply IS NOT NULL;
  INSERT INTO leases (turn_id, user_id, place, owner, seen_at)
    SELECT id, user_id, NULL, '', 0 FROM turns WHERE status = 'streaming';
`;

/**
 * What belongs to a conversation beside its turns. A profile says nothing of the locale it was made in, so older ones
 * have no settings.
 */
const CONVERSATION = `
  ALTER TABLE turns ADD COLUMN pictures TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pictures));
  ALTER TABLE turns ADD COLUMN practice_id TEXT;
  ALTER TABLE turns ADD COLUMN feedback TEXT CHECK (feedback IN ('up', 'down'));
  ALTER TABLE turns ADD COLUMN replaced_by TEXT;
  DROP INDEX turns_answered;
  DROP INDEX turns_recent;
  CREATE INDEX turns_answers ON turns
    (user_id, practice_id, replaced_by, answered, asked_at, length(id), id);
  CREATE INDEX turns_newest ON turns (user_id, practice_id, replaced_by, asked_at, length(id), id);

  CREATE TABLE settings (
    user_id TEXT PRIMARY KEY NOT NULL,
    locale TEXT NOT NULL,
    time_zone TEXT
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE practices (
    user_id TEXT PRIMARY KEY NOT NULL,
    id TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('firstMessage', 'askingOut', 'hardTalk')),
    who TEXT NOT NULL,
    moment TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER
  ) STRICT, WITHOUT ROWID;
`;

/** What people want to be asked about later. `claimed_until`: until then a process is about to send it. */
const CHECK_INS = `
  CREATE TABLE check_ins (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL,
    plan TEXT NOT NULL,
    locale TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'undeliverable')),
    try_at INTEGER NOT NULL,
    tried_since INTEGER,
    claimed_until INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX check_ins_due ON check_ins (status, try_at);
  CREATE INDEX check_ins_person ON check_ins (user_id, due_at);
`;

/** What finds the oldest of all, whoever's they are: what is kept for some time only. */
const AGES = `
  CREATE INDEX turns_age ON turns (asked_at);
  CREATE INDEX practices_age ON practices (started_at);
`;

/** What the coach keeps in mind of people, and what they may say of themselves. */
const MEMORIES = `
  ALTER TABLE profiles ADD COLUMN pronouns TEXT;
  ALTER TABLE profiles ADD COLUMN seeking TEXT;
  ALTER TABLE profiles ADD COLUMN tone TEXT CHECK (tone IN ('gentle', 'direct', 'playful'));

  CREATE TABLE memories (
    user_id TEXT PRIMARY KEY NOT NULL,
    text TEXT NOT NULL,
    through INTEGER NOT NULL,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX memories_age ON memories (through);
`;

/** Whether an answer refuses its question. */
const REFUSALS = `
  ALTER TABLE turns ADD COLUMN refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1));
`;

/** What the database says of its encryption, the last row being true. An older version takes what is encrypted for words. */
const ENCRYPTION = `
  CREATE TABLE encryption (
    version INTEGER PRIMARY KEY NOT NULL,
    mark TEXT NOT NULL,
    keys TEXT NOT NULL CHECK (json_valid(keys)),
    plain INTEGER NOT NULL
  ) STRICT;
`;

/** What a turn goes on from. */
const FOLLOWING = `
  ALTER TABLE turns ADD COLUMN follows TEXT;
`;

/** Where MongoDB began to say of each turn whether it is refused, which this database has said before. */
const REFUSED_TURNS = '';

/** Whether a turn is the review of a rehearsal. */
const REVIEWS = `
  ALTER TABLE turns ADD COLUMN review INTEGER NOT NULL DEFAULT 0 CHECK (review IN (0, 1));
`;

/** How long a memory is kept counts from the newest of it, which may be what its person wrote. */
const NEWEST_OF_MEMORIES = `
  ALTER TABLE memories ADD COLUMN newest_at INTEGER NOT NULL DEFAULT 0;
  UPDATE memories SET newest_at = through;
  DROP INDEX memories_age;
  CREATE INDEX memories_age ON memories (newest_at);
`;

/** What only somebody who has the keys can say of a row of `encryption`; null in rows from before. */
const CHECKS = `
  ALTER TABLE encryption ADD COLUMN checks TEXT CHECK (json_valid(checks));
`;

/** The file's `user_version` says how many of these it has been through. */
export const MIGRATIONS = [
  BASE,
  LEASES,
  CONVERSATION,
  CHECK_INS,
  AGES,
  MEMORIES,
  REFUSALS,
  ENCRYPTION,
  FOLLOWING,
  REFUSED_TURNS,
  REVIEWS,
  NEWEST_OF_MEMORIES,
  CHECKS,
] as const;
