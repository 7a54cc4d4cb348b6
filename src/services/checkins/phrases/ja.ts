import type { Vocabulary } from './vocabulary.ts';

/** What is said of times in Japanese. */
export const ja: Vocabulary = {
  fillers: 'の に は ごろ 頃',
  past: /先週の?|この前の|前の/gu,
  amended: [
    // Coming, as a day without its week is, too.
    [/次の?(?=[日月火水木金土]曜)/gu, ''],
    // First thing in the morning, with the numeral of one o'clock.
    [/朝一番?(?![時十])/gu, '朝'],
  ],
  phrases: [
    ['((?:\\d{4}年)?\\d{1,2}月\\d{1,2}日)\\((.)曜?日?\\)', '$2曜 $1'],
    ['(\\d{4})年(\\d{1,2})月(\\d{1,2})日', '$1/$2/$3'],
    ['(\\d{1,2})月(\\d{1,2})日', '$1/$2'],
    ['(\\d+)日後', 'in $1 days'],
    ['(?<!\\d)(\\d{1,2})日', 'the $1th'],
    ['(\\d+)週間後', 'in $1 weeks'],
    ['(\\d+)(?:か|ヶ|カ|ヵ|箇)月後', 'in $1 months'],
    ['(\\d+)時間半後', 'in $1 hours 30 minutes'],
    ['(\\d+)時間後', 'in $1 hours'],
    ['(\\d+)分後', 'in $1 minutes'],
    // After a day, that night may be the one before it.
    ['^(?:今日の?)?深夜の?(?=(?:[0-3]|2[23])時)', 'tonight at'],
    ['(\\d{1,2})時半', '$1:30'],
    ['(\\d{1,2})時(\\d{1,2})分', '$1:$2'],
    ['(\\d{1,2})時', '$1:00'],
    ['明後日|あさって', 'in 2 days'],
    ['明日|あした|あす', 'tomorrow'],
    ['明朝', 'tomorrow morning'],
    ['明晩', 'tomorrow night'],
    ['今夜|今晩', 'tonight'],
    ['今日|きょう|本日', 'today'],
    ['再来週の?(?=.曜)', '1 week after next'],
    ['再来週', 'in 2 weeks'],
    ['来月', 'next month'],
    ['来週の?(?=.曜)', 'next'],
    ['今[週度]の?(?=.曜)', ''],
    ['来週(?:の?週)?末', 'next weekend'],
    ['(?:次|今度)の週末', 'coming weekend'],
    ['(?:今週の?|今|この)?週末', 'this weekend'],
    ['来週', 'next week'],
    ['午前|朝', 'morning'],
    ['午後|昼過ぎ', 'afternoon'],
    ['夕方(?=[ の]*\\d)', 'evening'],
    ['夕方', '17:00'],
    ['晩', 'evening'],
    ['夜', 'night'],
    ['お?昼(?= +1?[1-4]:)(?! +11)', 'afternoon'],
    ['正午|お昼|昼', 'noon'],
    ['の|に|は|ごろ|頃', ''],
  ],
};
