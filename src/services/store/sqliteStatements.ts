const HAS_PROFILE = 'EXISTS (SELECT 1 FROM profiles WHERE user_id = $userId)';
const NEWEST_FIRST = 'ORDER BY asked_at DESC, length(id) DESC, id DESC';
const OLDEST_FIRST = 'ORDER BY asked_at, length(id), id';

/** Every statement of the store, by what it does. */
export const STATEMENTS = {
  findProfile: `SELECT name, age, gender, interests, pronouns, seeking, tone FROM profiles
    WHERE user_id = $userId`,
  saveProfile: `INSERT INTO profiles (user_id, name, age, gender, interests)
    VALUES ($userId, $name, $age, $gender, $interests)
    ON CONFLICT (user_id) DO UPDATE SET name = excluded.name, age = excluded.age,
    gender = excluded.gender, interests = excluded.interests`,
  savePreferences: `UPDATE profiles SET pronouns = $pronouns, seeking = $seeking, tone = $tone
    WHERE user_id = $userId`,
  findMemory: 'SELECT text, through, newest_at, version FROM memories WHERE user_id = $userId',
  saveMemory: `INSERT INTO memories (user_id, text, through, newest_at, version)
    SELECT $userId, $text, $through, $newestAt, $version
    WHERE ${HAS_PROFILE}
    AND ($version = 1 OR EXISTS (SELECT 1 FROM memories WHERE user_id = $userId))
    ON CONFLICT (user_id) DO UPDATE
    SET text = excluded.text, through = excluded.through, newest_at = excluded.newest_at,
    version = excluded.version
    WHERE version = excluded.version - 1`,
  deleteMemory: 'DELETE FROM memories WHERE user_id = $userId',
  findSettings: 'SELECT locale, time_zone FROM settings WHERE user_id = $userId',
  saveSettings: `INSERT OR REPLACE INTO settings (user_id, locale, time_zone)
    SELECT $userId, $locale, $timeZone WHERE ${HAS_PROFILE}`,
  saveLocale: `INSERT INTO settings (user_id, locale, time_zone)
    SELECT $userId, $locale, NULL WHERE ${HAS_PROFILE}
    ON CONFLICT (user_id) DO UPDATE SET locale = excluded.locale`,
  savePractice: `INSERT OR REPLACE INTO practices
    (user_id, id, channel_id, kind, who, moment, started_at, ended_at)
    SELECT $userId, $id, $channelId, $kind, $who, $moment, $startedAt, $endedAt
    WHERE ${HAS_PROFILE}`,
  findPractice: 'SELECT * FROM practices WHERE user_id = $userId',
  endPractice: `UPDATE practices SET ended_at = $endedAt
    WHERE user_id = $userId AND id = $id AND ended_at IS NULL`,
  beginTurn: `INSERT INTO turns
    (id, user_id, question, pictures, practice_id, review, follows, answer, status, asked_at, reply,
    replaced_by)
    VALUES ($id, $userId, $question, $pictures, $practiceId, $review, $follows, '', $status, $askedAt,
    $reply, $replacedBy)
    ON CONFLICT (id) DO NOTHING`,
  resumeTurn: `UPDATE turns
    SET status = 'streaming', question = $question, pictures = $pictures, follows = $follows,
    asked_at = $askedAt, reply = $reply
    WHERE id = $id AND user_id = $userId AND status = 'waiting' RETURNING *`,
  joinTurn: `UPDATE turns SET status = 'stopped', ended_at = $endedAt, replaced_by = $into
    WHERE id = $id AND user_id = $userId AND status = 'waiting'`,
  saveProgress: `UPDATE turns SET answer = $answer
    WHERE id = $id AND user_id = $userId AND status = 'streaming'`,
  saveReply: 'UPDATE turns SET reply = $reply WHERE id = $id AND user_id = $userId',
  refuseTurn: 'UPDATE turns SET refused = 1 WHERE id = $id AND user_id = $userId',
  closeTurn: `UPDATE turns SET status = $status, ended_at = $endedAt
    WHERE id = $id AND status = 'streaming'`,
  endTurn: `UPDATE turns
    SET answer = $answer, status = $status, ended_at = $endedAt, refused = max(refused, $refused)
    WHERE id = $id AND user_id = $userId AND status = 'streaming'`,
  amendTurn: `UPDATE turns
    SET answer = $answer, status = $status, ended_at = $endedAt, refused = max(refused, $refused)
    WHERE id = $id AND user_id = $userId AND status = 'stopped' AND ended_at = $closedAt
    AND NOT EXISTS (SELECT 1 FROM turns WHERE user_id = $userId
      AND (follows = $id OR (replaced_by = $id AND status = 'streaming')))`,
  findTurn: 'SELECT * FROM turns WHERE id = $id AND user_id = $userId',
  isOthersTurn: 'SELECT 1 FROM turns WHERE id = $id AND user_id <> $userId',
  removeTurn: 'DELETE FROM turns WHERE id = $id AND user_id = $userId',
  removeWaiting: `DELETE FROM turns WHERE status = 'waiting' AND id IN (SELECT value FROM json_each($ids))`,
  turnShownIn: `SELECT id FROM turns WHERE user_id = $userId
    AND EXISTS (SELECT 1 FROM json_each(reply, '$.messageIds') WHERE value = $messageId)`,
  rateTurn: 'UPDATE turns SET feedback = $feedback WHERE id = $id AND user_id = $userId',
  replaceTurn: `UPDATE turns SET replaced_by = CASE id WHEN $id THEN $replacedBy END
    WHERE id IN ($id, $replacedBy) AND user_id = $userId`,
  moveToCoach: 'UPDATE turns SET practice_id = NULL WHERE id = $id AND user_id = $userId',
  answeredTurns: `SELECT * FROM turns WHERE user_id = $userId AND practice_id IS $practiceId
    AND answered = 1 AND refused = 0 AND replaced_by IS NULL ${NEWEST_FIRST} LIMIT $limit`,
  answeredTurnsAfter: `SELECT * FROM turns WHERE user_id = $userId AND practice_id IS NULL
    AND answered = 1 AND refused = 0 AND replaced_by IS NULL AND asked_at > $after
    ${OLDEST_FIRST} LIMIT $limit`,
  answeredTurn: `SELECT * FROM turns WHERE id = $id AND user_id = $userId AND practice_id IS NULL
    AND answered = 1 AND refused = 0 AND replaced_by IS NULL`,
  recentTurns: `SELECT * FROM turns WHERE user_id = $userId AND practice_id IS NULL
    AND replaced_by IS NULL ${NEWEST_FIRST} LIMIT $limit`,
  takeLease: `INSERT INTO leases (turn_id, user_id, place, owner, seen_at)
    VALUES ($turnId, $userId, $place, $owner, $seenAt) ON CONFLICT DO NOTHING`,
  leases: 'SELECT turn_id, user_id, owner, seen_at FROM leases',
  freePlace: 'UPDATE leases SET place = NULL WHERE turn_id = $turnId',
  renewLeases: 'UPDATE leases SET seen_at = $seenAt WHERE owner = $owner RETURNING turn_id',
  claimLease: `UPDATE leases SET owner = $newOwner, seen_at = $newSeenAt
    WHERE turn_id = $turnId AND owner = $owner AND seen_at = $seenAt`,
  abandonLease: `INSERT INTO leases (turn_id, user_id, place, owner, seen_at)
    VALUES ($turnId, $userId, NULL, '', 0)
    ON CONFLICT (turn_id) DO UPDATE SET owner = excluded.owner, seen_at = excluded.seen_at`,
  dropLease: 'DELETE FROM leases WHERE turn_id = $turnId AND owner = $owner',
  addCheckIn: `INSERT INTO check_ins (id, user_id, plan, locale, due_at, status, try_at, tried_since)
    SELECT $id, $userId, $plan, $locale, $dueAt, $status, $tryAt, $triedSince
    WHERE ${HAS_PROFILE} AND (SELECT count(*) FROM check_ins WHERE user_id = $userId) < $limit
    ON CONFLICT (id) DO NOTHING`,
  checkIns: 'SELECT * FROM check_ins WHERE user_id = $userId ORDER BY due_at',
  dueCheckIns: `SELECT * FROM check_ins WHERE status = 'pending' AND try_at <= $at
    ORDER BY try_at LIMIT $limit`,
  claimCheckIn: `UPDATE check_ins SET claimed_until = $until
    WHERE id = $id AND status = 'pending' AND try_at <= $at AND claimed_until <= $at RETURNING *`,
  saveCheckIn: `UPDATE check_ins SET status = $status, try_at = $tryAt, tried_since = $triedSince
    WHERE id = $id`,
  removeCheckIn: 'DELETE FROM check_ins WHERE id = $id AND user_id = $userId',
  turnIds: `SELECT id FROM turns WHERE user_id = $userId ORDER BY asked_at, length(id), id`,
  // The plus keeps SQLite from reading all turns of the person for each page of them.
  turns: `SELECT * FROM turns
    WHERE +user_id = $userId AND id IN (SELECT value FROM json_each($ids))`,
  deleteCheckIns: 'DELETE FROM check_ins WHERE user_id = $userId',
  deleteLeases: 'DELETE FROM leases WHERE user_id = $userId',
  deleteTurns: 'DELETE FROM turns WHERE user_id = $userId',
  deletePractice: 'DELETE FROM practices WHERE user_id = $userId',
  deleteSettings: 'DELETE FROM settings WHERE user_id = $userId',
  deleteProfile: 'DELETE FROM profiles WHERE user_id = $userId',
  deleteOlderTurns: `DELETE FROM turns WHERE id IN (SELECT id FROM turns
    WHERE asked_at < $than AND id NOT IN (SELECT turn_id FROM leases) LIMIT $limit)`,
  deleteOlderPractices: `DELETE FROM practices WHERE user_id IN (SELECT user_id FROM practices
    WHERE started_at < $than LIMIT $limit)`,
  deleteOlderMemories: `DELETE FROM memories WHERE user_id IN (SELECT user_id FROM memories
    WHERE newest_at < $than LIMIT $limit)`,
  deleteOlderCheckIns: `DELETE FROM check_ins WHERE id IN (SELECT id FROM check_ins
    WHERE status = 'undeliverable' AND try_at < $than LIMIT $limit)`,
  sweepLimits: 'DELETE FROM limits WHERE expire <= $now',
} as const;
