import type { Language } from './index.ts';

/** What the offline coach says in German. */
export const german: Language = {
  words: new Set(
    'ich und nicht wie was der die das ist mir mich soll sie er ein eine habe mein meine auf du kein wir'.split(
      ' ',
    ),
  ),
  note: 'Eine Beispielantwort: Es ist kein Modell verbunden. Setze OPENAI_API_KEY, oder OPENAI_BASE_URL für einen eigenen Server.',
  earlier: 'Vorhin hast du mich gefragt:',
  friend: 'du',
  samples: [
    {
      subject:
        /suizid|umbringen|selbst verletz|ritze|schlägt mich|geschlagen|vergewaltig|will sterben/i,
      first: [
        `{name}, lass uns alles andere beiseitelegen. Was du schreibst, klingt ernst, und auf einen Beispieltext solltest du dich dabei nicht verlassen.

**Wenn du in Gefahr bist, ruf bitte den Notruf an: 112.** Menschen, die zuhören, findest du kostenlos und rund um die Uhr unter <https://findahelpline.com>.

Ist jemand bei dir, oder kannst du jetzt jemanden anrufen?`,
      ],
      followUp: [
        `Gut, dass du noch schreibst, {name}. Bitte sprich mit einem Menschen, der für dich da sein kann: jemandem, dem du vertraust, dem Notruf 112 oder einer der Stellen unter <https://findahelpline.com>.`,
      ],
    },
    {
      subject: /./s,
      first: [
        `Danke, dass du es erzählst, {name}. Dass du vorher nachdenkst, ist schon mehr wert als ein schlauer Spruch.

**Was meistens hilft**
- **Konkret werden:** ein Ort, ein Tag, eine Sache, die ihr beide mögt.
- **Leicht bleiben:** Es ist ein Kaffee und kein Urteil über dich.
- **Ein Nein leicht machen.** Dann ist auch ein Ja ehrlich.

Wer ist die Person für dich, und was war das Letzte, das zwischen euch passiert ist?

**Nächster Schritt:** Schreib heute einen Satz auf, der nach dir klingt, und lies ihn einmal laut vor.`,
        `Ich höre nur deine Seite, {name}, also nimm es als Vermutung: Du wünschst dir *Klarheit* mehr als einen Trick.

1. Was würdest du tun, wenn du sicher wärst, dass die andere Person dich mag?
2. Und was, wenn du sicher wärst, dass nicht?

Ist beides dasselbe, dann tu das. Wenn nicht, finde es behutsam heraus, mit einer Frage statt mit einem Test.

**Nächster Schritt:** Erzähl mir in einem Satz, was ein guter Ausgang für dich wäre.`,
      ],
      followUp: [
        `Das macht es klarer, {name}. Dann gib ein wenig von dir, bevor du wieder fragst: Nur Fragen fühlen sich an wie ein Bewerbungsgespräch.

**Nächster Schritt:** Nimm die kleinste ehrliche Sache, die du diese Woche sagen könntest, und sag sie.`,
        `Dann würde ich jetzt nichts mehr nachschieben, {name}. Du warst freundlich und deutlich, der nächste Zug ist nicht deiner.

> Wer mit dir reden will, findet die Minute, die es braucht.

**Nächster Schritt:** Verabrede dich heute Abend mit jemandem, der dir guttut.`,
      ],
    },
  ],
};
