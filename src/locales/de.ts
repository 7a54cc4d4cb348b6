import { slash } from './slash.ts';
import type { Texts } from './texts.ts';

/** What German counts with. */
type German = Texts<'one' | 'other'>;

/** What two commands do. */
const deletion =
  'Lösche alles, was ich über dich aufbewahre: Profil, Nachrichten, Proben, Nachfragen';

const commands: German['commands'] = {
  advice: {
    name: 'rat',
    description: 'Frag deinen Coach zu Liebe, Dating oder Beziehung',
    question: { name: 'frage', description: 'Was beschäftigt dich? Bis zu 1.500 Zeichen' },
    private: {
      name: 'privat',
      description:
        'Nur du siehst die Antwort (auf Servern der Standard). False zeigt sie hier allen',
    },
    screenshot: {
      name: 'screenshot',
      description: 'Ein Bild von einem Chat, das ich mir ansehe: PNG, JPEG oder WebP, bis 10 MB',
    },
  },
  getAdvice: { name: 'Rat einholen' },
  practice: {
    name: 'probe',
    description: 'Probe ein Gespräch: Ich spiele die andere Person, danach sehen wir es uns an',
    kind: {
      name: 'art',
      description: 'Was du proben möchtest',
      choices: {
        firstMessage: 'Eine erste Nachricht',
        askingOut: 'Nach einem Date fragen',
        hardTalk: 'Ein schwieriges Gespräch',
      },
    },
  },
  checkin: {
    name: 'nachfrage',
    description: 'Lass mich dich später fragen, wie etwas gelaufen ist',
    add: {
      name: 'hinzufügen',
      description: 'Ich frage dich nach einem Vorhaben, einmal, in unseren Direktnachrichten',
      plan: {
        name: 'vorhaben',
        description: 'Wonach ich fragen soll, zum Beispiel: mein Date am Samstag',
      },
      when: { name: 'wann', description: 'Zum Beispiel: morgen 21 Uhr, Samstag 18:00, in 3 Tagen' },
    },
    list: { name: 'liste', description: 'Wonach ich dich fragen werde, und wie du es absagst' },
    timezone: {
      name: 'zeitzone',
      description: 'Sag mir deine Zeitzone, damit ich im richtigen Moment frage',
      zone: { name: 'zone', description: 'Zum Beispiel: Europe/Berlin, oder nur Berlin' },
    },
  },
  profile: {
    name: 'profil',
    description: 'Was dein Coach über dich weiß',
    setup: { name: 'einrichten', description: 'Erzähl deinem Coach, wer du bist, oder ändere es' },
    view: { name: 'ansehen', description: 'Sieh dir an, was dein Coach über dich weiß' },
    delete: { name: 'löschen', description: deletion },
  },
  history: {
    name: 'verlauf',
    description: 'Deine letzten 50 Nachrichten mit deinem Coach, nur für deine Augen',
  },
  privacy: {
    name: 'datenschutz',
    description: 'Hol dir eine Kopie von allem, was ich über dich aufbewahre, oder lass es löschen',
    export: {
      name: 'exportieren',
      description: 'Eine Datei mit allem, was ich über dich aufbewahre, nur für deine Augen',
    },
    delete: { name: 'löschen', description: deletion },
  },
  help: { name: 'hilfe', description: 'Was ich kann und wie du anfängst' },
};
const { advice, checkin, practice, profile, history, privacy } = commands;

export const de: German = {
  commands,

  advice: {
    blank: `Deine Frage ist leer. Erzähl mir in ein, zwei Sätzen, was dich beschäftigt: ${slash(advice.name, `${advice.question.name}:`)}`,
    tooLong:
      'Deine Frage hat {{length}} Zeichen; ich kann bis zu {{limit}} lesen. Hier ist sie, damit du sie kürzen kannst: Der Kern genügt, nach dem Rest frage ich dich.',
    noProfile:
      'Bevor ich antworte, möchte ich gern wissen, mit wem ich spreche. Das dauert eine halbe Minute, danach beantworte ich gleich deine Frage.',
    goesAlong:
      'Das habe ich mir auch gemerkt. Sobald ich weiß, mit wem ich spreche, antworte ich auf alles zusammen.',
    setUp: 'Mein Profil einrichten',
    busy: 'Ich schreibe noch an meiner letzten Antwort für dich. Frag noch einmal, wenn sie fertig ist.',
    cooldown_one: 'Einen Moment: In {{count}} Sekunde kannst du wieder fragen.',
    cooldown_other: 'Einen Moment: In {{count}} Sekunden kannst du wieder fragen.',
    dailyLimit:
      'Du hast so oft gefragt, wie ich an einem Tag antworten kann. Du kannst {{when}} wieder fragen.',
    yourQuestion: 'Deine Frage, zum Kopieren:',
    notFound: `Diese Frage ist nicht mehr da. Stell sie noch einmal mit ${slash(advice.name)}.`,
    tryAgain: 'Noch einmal versuchen',
    goOn: 'Weiter',
    goOnRequest:
      'Mach bitte da weiter, wo du aufgehört hast, in der Sprache, in der du angefangen hast.',
    followUp: 'Weiterfragen',
    followUpLabel: 'Was beschäftigt dich noch?',
    stop: 'Anhalten',
    stopped: 'Angehalten.',
    notYours: 'Das kann nur, wer gefragt hat.',
    interrupted:
      'Hier musste ich aufhören. Versuch es noch einmal, dann bekommst du die ganze Antwort.',
  },

  conversation: {
    blank:
      'Ich bin da. Erzähl mir in ein, zwei Sätzen, was dich beschäftigt. Auf Servern kann ich nur Nachrichten lesen, die mich erwähnen, und Antworten an mich mit eingeschalteter Erwähnung.',
    tooLong:
      'Das ist mehr, als ich auf einmal aufnehmen kann: bitte höchstens {{limit}} Zeichen. Der Kern genügt, nach dem Rest frage ich dich.',
    notAPicture:
      'Ich kann mir **{{name}}** nicht ansehen: Ich kann Text lesen und mir PNG-, JPEG- und WebP-Bilder ansehen. Nichts davon wurde irgendwohin geschickt.',
    tooLarge:
      '**{{name}}** ist zu groß für mich: bitte höchstens {{megabytes}} MB je Bild. Nichts davon wurde irgendwohin geschickt.',
    tooMany:
      'Das sind zu viele Bilder auf einmal: bitte höchstens {{pictures}}. Nichts davon wurde irgendwohin geschickt.',
    wordsNotSent:
      'Auch deine Worte sind nicht an mein Sprachmodell gegangen. Schick sie noch einmal ohne die Datei oder mit einem Bild, das ich mir ansehen kann.',
    forwarded: 'Eine Nachricht, die ich dir weiterleite:',
    answered: 'Eine Antwort von dir, die hier alle lesen können:',
  },

  names: {
    somebody: 'jemand',
    role: 'eine Rolle',
    channel: 'ein Kanal',
  },

  getAdvice: {
    received:
      'Ich habe diese Nachricht bekommen. Wie wirkt sie, und was sollte ich bedenken, bevor ich antworte?',
    written: 'Ich habe diese Nachricht geschrieben. Wie wirkt sie, und was sollte ich bedenken?',
    nothing: 'In dieser Nachricht gibt es nichts, was ich lesen könnte: keinen Text und kein Bild.',
    wordsAlone: `Auch die Worte dieser Nachricht habe ich nicht weitergegeben. Wenn sie für sich genug sagen, kopier sie in ${slash(advice.name)}.`,
  },

  practice: {
    title: 'Gesprächsprobe',
    fields: {
      who: {
        label: 'Wer ist die andere Person?',
        description:
          'Wen ich spiele, zum Beispiel: Sam, 31, von der Arbeit, schüchtern, klettert gern',
      },
      moment: {
        label: 'Was ist der Moment?',
        description:
          'Zum Beispiel: nach der Arbeit an der Kaffeemaschine, ich will Sam nach einem Date fragen',
      },
    },
    openingDirect:
      'Eine Probe, nur zwischen dir und mir.\n\n**Ich spiele:** {{who}}\n**Der Moment:** {{moment}}\n\nDu fängst an: Schreib einfach, was du sagen würdest. Hier ist nichts ernst, also probier dich aus. Wenn es dir reicht, sage ich dir, was ich gesehen habe.',
    openingThread:
      'Eine Probe, zwischen dir und mir. Wer auf diesem Server Threads verwaltet, kann sie auch lesen.\n\n**Ich spiele:** {{who}}\n**Der Moment:** {{moment}}\n\nDu fängst an: Sag, was du sagen würdest, über den Button oder als Antwort auf meine Nachricht. Hier ist nichts ernst, also probier dich aus. Wenn es dir reicht, sage ich dir, was ich gesehen habe.',
    begun: 'Wir proben hier: {{place}}',
    say: 'Etwas sagen',
    line: 'Was sagst du?',
    end: 'Beenden und besprechen',
    request: 'Wie war das? Drei kurze Anmerkungen, bitte.',
    blank: 'Ich muss beides wissen: wen ich spiele und was der Moment ist. Ein paar Worte genügen.',
    noProfile:
      'Bevor wir proben, möchte ich gern wissen, mit wem ich spreche. Das dauert eine halbe Minute.',
    noPlace:
      'Ich habe keinen privaten Ort für uns gefunden: Ich darf hier keinen privaten Thread öffnen, und ich kann dir keine Direktnachricht schreiben. Erlaube Direktnachrichten von diesem Server oder schreib mir selbst.',
    over: 'Diese Probe ist vorbei. Fang eine neue an, wann immer du möchtest.',
    nothingSaid:
      'Wir hatten noch gar nicht angefangen, also gibt es nichts zu besprechen. Komm wieder, wann immer du möchtest.',
    unheard:
      'In diesem Thread höre ich nur, was du über den Button sagst oder in einer Nachricht, die mich erwähnt oder mir antwortet.',
    unheardAfter:
      'Diese Probe ist vorbei, und was du hier einfach so schreibst, kann ich nicht lesen: Antworte auf eine meiner Nachrichten oder erwähne mich, dann geht es weiter.',
  },

  checkin: {
    added:
      'Sehr gern. Ich frage dich danach am {{time}} ({{relative}}), in unseren Direktnachrichten:\n> {{plan}}',
    addedWithCare:
      'Ich frage auch nach dir: am {{time}} ({{relative}}), in unseren Direktnachrichten. Bitte warte nicht bis dahin, um mit jemandem zu sprechen.\n> {{plan}}',
    refused: 'Dieses Vorhaben habe ich nicht behalten, und ich frage nicht danach.',
    zoneAssumed: `Ich habe das als Zeit von {{zone}} verstanden, nach der Sprache deines Discord. Wenn bei dir eine andere gilt, stell sie mit ${slash(checkin.name, checkin.timezone.name)} ein, sag das hier ab und füge es neu hinzu.`,
    zoneChosen: `Das ist die Zeit von {{zone}}, wie du sie eingestellt hast. ${slash(checkin.name, checkin.timezone.name)} ändert sie.`,
    cancel: 'Absagen',
    cancelled: 'Abgesagt. Ich frage dich nicht danach.',
    gone: 'Diese Nachfrage ist nicht mehr da: Ich habe dich schon danach gefragt, oder sie wurde abgesagt.',
    noProfile:
      'Bevor ich dich nach etwas fragen kann, möchte ich gern wissen, wer du bist. Das dauert eine halbe Minute; komm danach hierher zurück.',
    problems: {
      planBlank:
        'Ich sehe noch nicht, wonach ich dich fragen soll: Schreib dein Vorhaben in ein paar Worten.',
      planTooLong:
        'Dein Vorhaben hat {{length}} Zeichen; ich kann mir bis zu {{limit}} merken. Ein paar Worte genügen.',
      notUnderstood:
        'Ich verstehe nicht, wann das ist. Schreib es wie „morgen 21 Uhr“, „Samstag 18:00“, „in 3 Tagen“ oder „5. April um 19 Uhr“.',
      past: 'Das ist schon vorbei. Wann soll ich dich fragen? Zum Beispiel „morgen 21 Uhr“.',
      tooFar: 'Das ist mehr als ein Jahr hin. Wähl einen Zeitpunkt in den nächsten zwölf Monaten.',
      tooMany: `Du hast {{limit}} Nachfragen, mehr kann ich mir nicht merken. Sag eine mit ${slash(checkin.name, checkin.list.name)} ab und füge diese dann neu hinzu.`,
    },
    typed: 'Was du geschrieben hast, zum Kopieren:',
    list: {
      title: 'Deine Nachfragen',
      empty: `Ich habe nichts, wonach ich dich fragen soll. Füge mit ${slash(checkin.name, checkin.add.name)} etwas hinzu.`,
      undeliverable:
        '⚠️ steht bei dem, wonach ich fragen wollte, ohne dir schreiben zu können. Erlaube Direktnachrichten in den Privatsphäre-Einstellungen eines gemeinsamen Servers und füge es dann neu hinzu.',
      cancel: '{{number}} absagen',
      remove: '{{number}} entfernen',
    },
    zoneSet:
      'Deine Zeitzone ist **{{zone}}**, dort ist es jetzt {{time}}. Zeiten, die du schreibst, gelten von nun an dort; Nachfragen, die du schon hinzugefügt hast, bleiben bei ihrem Zeitpunkt.',
    zoneUnknown:
      'Ich kenne keine Zeitzone „{{zone}}“. Nenn eine große Stadt bei dir, zum Beispiel „Berlin“ oder „Zurich“, oder die Zone selbst, zum Beispiel `Europe/Berlin` oder `Europe/Zurich`.',
    ask: 'Hallo! Du wolltest, dass ich dich danach frage:\n> {{plan}}\nWie ist es gelaufen? Schreib mir einfach zurück, ich bin neugierig.',
    askLate:
      'Hallo! Ich war eine Weile weg; entschuldige, dass ich erst jetzt frage. Du wolltest, dass ich dich danach frage:\n> {{plan}}\nWie ist es gelaufen? Schreib mir einfach zurück, ich bin neugierig.',
    askGently:
      'Hallo. Du wolltest, dass ich dich danach frage:\n> {{plan}}\nWie geht es dir heute? Schreib mir einfach, was du magst, ich bin da.',
    askGentlyLate:
      'Hallo. Ich war eine Weile weg; entschuldige, dass ich erst jetzt frage. Du wolltest, dass ich dich danach frage:\n> {{plan}}\nWie geht es dir heute? Schreib mir einfach, was du magst, ich bin da.',
    notAlone:
      'Wenn es dich belastet oder dir Angst macht, musst du damit nicht allein bleiben: Bitte warte nicht auf meine Antwort, um mit jemandem zu sprechen, mit einem Menschen, der dir nahesteht, oder mit den Menschen hier.',
    endsRehearsal: 'Damit endet unsere Probe: Was du jetzt schreibst, ist wieder für deinen Coach.',
    request: 'Frag mich später danach: {{plan}}',
  },

  failure: {
    notAPicture:
      'Diese Datei ist kein PNG-, JPEG- oder WebP-Bild, auch wenn sie so heißt. Deshalb kann ich sie mir nicht ansehen. Bitte schick mit deiner Frage ein Bild in einem dieser Formate. Deine Frage ist gespeichert.',
    picture:
      'Dieses Bild kann ich mir nicht mehr ansehen. Bitte schick es mit deiner Frage noch einmal. Deine Frage ist gespeichert.',
    noVision:
      'Mein Sprachmodell hat das Bild nicht angenommen: Vielleicht kann es nicht sehen. Sag mir in Worten, was darauf ist. Deine Frage ist gespeichert.',
    badKey:
      'Mein Sprachmodell nimmt meinen Schlüssel nicht an, deshalb kann ich nicht antworten. Wer mich betreibt, muss `OPENAI_API_KEY` prüfen. Deine Frage ist gespeichert.',
    modelNotFound:
      'Das Sprachmodell, das für mich eingestellt ist, gibt es nicht. Wer mich betreibt, muss `OPENAI_MODEL` und `OPENAI_BASE_URL` prüfen. Deine Frage ist gespeichert.',
    rateLimited:
      'Gerade fragen zu viele Menschen mein Sprachmodell auf einmal. Gib ihm eine Minute und versuch es dann noch einmal. Deine Frage ist gespeichert.',
    outOfQuota:
      'Mein Konto beim Sprachmodell hat kein Guthaben mehr, deshalb kann ich nicht antworten. Bitte sag es der Person, die mich betreibt. Deine Frage ist gespeichert.',
    overloaded:
      'Mein Sprachmodell hat gerade Schwierigkeiten. Versuch es in einer Minute noch einmal. Deine Frage ist gespeichert.',
    unreachable:
      'Ich erreiche mein Sprachmodell gerade nicht. Versuch es in einer Minute noch einmal. Deine Frage ist gespeichert.',
    rejected:
      'Mein Sprachmodell hat diese Anfrage nicht angenommen. Versuch es noch einmal, vielleicht mit anderen Worten. Deine Frage ist gespeichert.',
    contentFilter:
      'Der Inhaltsfilter meines Sprachmodells hat diese Antwort angehalten. Versuch, es mit anderen Worten zu sagen. Deine Frage ist gespeichert.',
    tooLong:
      'Das ist mehr, als mein Sprachmodell auf einmal lesen kann. Versuch es mit einer kürzeren Frage; wenn das nicht hilft, kann, wer mich betreibt, `HISTORY_MESSAGES` verringern. Deine Frage ist gespeichert.',
    cutOff:
      'Die Verbindung ist abgebrochen, bevor ich fertig war. Was ich bis dahin geschrieben habe, bleibt; versuch es noch einmal, dann bekommst du die ganze Antwort.',
    length:
      'Mir ist der Platz ausgegangen, bevor ich fertig war. Was ich bis dahin geschrieben habe, bleibt: Bitte mich, weiterzumachen, oder versuch es noch einmal.',
    empty:
      'Diesmal habe ich keine Worte gefunden. Versuch es noch einmal. Deine Frage ist gespeichert.',
    internal:
      'Bei mir ist etwas schiefgegangen, und es hat nicht geklappt. Nichts Gespeichertes ist verloren; versuch es in einer Minute noch einmal.',
    unreadable: '(Es tut mir leid: Diese Worte lassen sich nicht mehr lesen.)',
  },

  safety: {
    selfHarm:
      'Danke, dass du mir das sagst. Was du schreibst, macht mir Sorgen, und es geht jetzt vor allem anderen. Wer an Suizid denkt oder daran, sich zu verletzen, ob du oder jemand, den du liebst, muss damit nicht allein bleiben: Bitte sprich jetzt mit jemandem, mit einem Menschen, der dir nahesteht, oder mit den Menschen hier.',
    violence:
      'Was du schreibst, klingt, als würde jemand verletzt oder bedroht, oder als könnte das passieren. Sicherheit geht jetzt vor allem anderen. Wenn es dir angetan wird: Du bist nicht schuld. Wenn du Angst hast vor dem, was du selbst tun könntest: Geh weg von dort und ruf an, bevor es passiert. Diese Menschen sind dafür da.',
    minors:
      'Ich schreibe nichts Sexuelles über Menschen unter 18, aus keinem Grund. Wenn dir so etwas angetan wurde: Es war nicht deine Schuld, und du hast Hilfe verdient. Wenn ein Kind in Gefahr ist oder du dir Sorgen machst, was du selbst tun könntest, wende dich bitte jetzt an diese Menschen.',
    notPlayed:
      'Das probe ich nicht mit dir: Was ich spiele, soll nicht sexuell werden. Deshalb habe ich die Rolle verlassen, und unsere Probe endet hier. Das ist kein Vorwurf. Wenn du darüber sprechen möchtest, über Nähe, Wünsche oder Grenzen, bin ich als dein Coach für dich da.',
    emergency: 'Jetzt in Gefahr: {{numbers}}',
    elsewhere: 'In jedem anderen Land: {{url}}',
    anywhere:
      'Jetzt in Gefahr: die Notrufnummer dort, wo du bist (in vielen Ländern 112 oder 911). Die Menschen, die ich meine, gibt es in fast jedem Land; hier findest du die in deinem: {{url}}',
    text: 'SMS an {{number}}',
    textWord: 'SMS mit {{word}} an {{number}}',
  },

  profile: {
    title: 'Dein Profil',
    fields: {
      name: { label: 'Name', description: 'Ich nenne dich beim Vornamen' },
      age: { label: 'Alter', description: 'Eine ganze Zahl, {{min}} bis {{max}}' },
      gender: { label: 'Geschlecht', description: 'In deinen eigenen Worten' },
      interests: {
        label: 'Interessen',
        description: 'Bis zu {{limit}}, durch Kommas oder Zeilenumbrüche getrennt',
      },
    },
    problems: {
      nameMissing: '**Name** ist leer: Wie soll ich dich nennen?',
      nameTooLong: '**Name** ist zu lang: bitte höchstens {{nameLength}} Zeichen.',
      ageNotANumber: '**Alter** ist keine ganze Zahl: Schreib es in Ziffern, zum Beispiel 29.',
      ageTooOld: '**Alter** liegt über {{maxAge}}: Bitte prüf es noch einmal.',
      genderMissing: '**Geschlecht** ist leer: Sag es in deinen eigenen Worten.',
      genderTooLong: '**Geschlecht** ist zu lang: bitte höchstens {{genderLength}} Zeichen.',
      interestsMissing:
        '**Interessen** ist leer: Nenn mindestens eine Sache, die dir Freude macht.',
      interestsTooMany: '**Interessen** enthält zu viele: bitte höchstens {{interests}}.',
      interestTooLong:
        '**Interessen** enthält etwas, das zu lang ist: bitte höchstens {{interestLength}} Zeichen je Interesse, durch Kommas oder Zeilenumbrüche getrennt.',
    },
    invalid: 'Noch ist nichts gespeichert. Bitte ändere das hier:',
    tooYoung:
      'Danke, dass du mir das sagst. Ich bin für Erwachsene gemacht, ab {{minAge}} Jahren, und kann dich deshalb nicht begleiten; von dem, was du geschrieben hast, behalte ich nichts. Was dich beschäftigt, verdient trotzdem ein offenes Ohr: vielleicht bei einem Erwachsenen, dem du vertraust, oder in der Beratung an deiner Schule. Wenn du lieber mit jemandem sprichst, der dich nicht kennt: <https://findahelpline.com> zeigt kostenlose und vertrauliche Hilfe in vielen Ländern. Alles Gute für dich.',
    tooYoungKept: `Dein Profil ist gelöscht, und ich begleite dich nicht mehr. Was wir vorher besprochen haben, bleibt gespeichert, bis du es hier löschst. Falls du dich nur vertippt hast, lege dein Profil mit ${slash(profile.name, profile.setup.name)} neu an: Dann machen wir da weiter, wo wir waren.`,
    memory: {
      title: 'Was ich mir merke',
      change: 'Gemerktes ändern',
      clear: 'Gemerktes löschen',
      label: 'In meinen Worten oder in deinen',
      description: 'Was ich neben den letzten Nachrichten weiß. Leer lassen zum Löschen.',
      unreadable:
        'Was ich mir von dir gemerkt habe, kann ich gerade nicht lesen. Bleibt das so, kannst du es löschen.',
      overtaken:
        'Inzwischen habe ich mir mehr gemerkt, deshalb ist dein Text noch nicht gespeichert. Hier ist beides: Ändere das Gemerkte noch einmal, mit dem, was du von beidem behalten willst.',
    },
    more: {
      open: 'Mehr über dich',
      title: 'Mehr über dich',
      fields: {
        pronouns: { label: 'Pronomen', description: 'Zum Beispiel: sie/ihr, er/ihm, dey/deren' },
        seeking: {
          label: 'Was du suchst',
          description: 'Zum Beispiel: etwas Ernstes, erste Dates, Frieden in meiner Beziehung',
        },
        tone: {
          label: 'Wie soll ich mit dir reden?',
          description: 'Alles hier ist freiwillig. Was du leer lässt, merke ich mir nicht.',
        },
      },
      tones: {
        gentle: { name: 'Sanft', description: 'Mit Geduld, erst einmal tröstend' },
        direct: { name: 'Direkt', description: 'Auf den Punkt, ohne Umschweife' },
        playful: { name: 'Verspielt', description: 'Leicht und mit Humor' },
      },
      noTone: 'Wie es gerade passt',
      problems: {
        pronounsTooLong: '**Pronomen** ist zu lang: bitte höchstens {{pronounsLength}} Zeichen.',
        seekingTooLong: '**Was du suchst** ist zu lang: bitte höchstens {{seekingLength}} Zeichen.',
      },
      saved: 'Danke, das behalte ich im Kopf.',
    },
    typed: 'Was du geschrieben hast',
    edit: 'Meine Antworten ändern',
    change: 'Mein Profil ändern',
    saved: `Schön, dich kennenzulernen, **{{name}}**! Frag mich mit ${slash(advice.name)}, was immer du willst.`,
    changed: 'Danke, **{{name}}**, das behalte ich im Kopf.',
    savedAndAnswering: 'Schön, dich kennenzulernen, **{{name}}**! Jetzt zu deiner Frage.',
    answering: 'Jetzt weiß ich, mit wem ich spreche. Also zu deiner Frage.',
    none: 'Du hast noch kein Profil.',
  },

  privacy: {
    exported:
      'Hier ist alles beisammen, was ich über dich aufbewahre: dein Profil und deine Einstellungen, alles, was wir einander geschrieben haben, mit den Links zu deinen Bildern und deinen 👍 und 👎, was ich mir davon merke, deine Proben und deine Nachfragen, und wie oft du gefragt hast. Das ist sehr persönlich, also pass gut darauf auf.',
    packed:
      'Es ist so viel, dass ich es mit gzip komprimieren musste: Entpack es (auf den meisten Computern genügt ein Doppelklick), dann hast du einen Text, den du lesen kannst.',
    unreadable:
      'Manches davon lässt sich nicht mehr lesen, das tut mir leid. Wo Worte fehlen, steht in der Datei „unreadable“; alles andere ist da.',
    confirmDelete: `Das löscht alles, was ich über dich aufbewahre: dein Profil und deine Einstellungen, alles, was wir einander geschrieben haben, mit den Links zu deinen Bildern und deinen 👍 und 👎, was ich mir davon merke, deine Proben und deine Nachfragen, und wie oft du gefragt hast. Es lässt sich nicht rückgängig machen; mit ${slash(privacy.name, privacy.export.name)} bekommst du vorher eine Kopie. Was Discord selbst von unserem Gespräch anzeigt, bleibt dort stehen.`,
    deleteAll: 'Alles löschen',
    keep: 'Behalten',
    deleted: `Alles ist gelöscht: dein Profil und deine Einstellungen, alles, was wir einander geschrieben haben, was ich mir davon gemerkt habe, deine Proben und deine Nachfragen, und wie oft du gefragt hast. Mit ${slash(profile.name, profile.setup.name)} kannst du jederzeit neu anfangen.`,
    notDeleted:
      'Ich konnte gerade nicht alles löschen: Ein Teil ist vielleicht schon weg, ein anderer noch da. Bitte versuch es in einer Minute noch einmal.',
    kept: 'Es ist nichts gelöscht.',
  },

  history: {
    title: 'Deine letzten Nachrichten',
    empty: `Wir haben noch nicht miteinander gesprochen. Frag mich etwas mit ${slash(advice.name)}.`,
    you: 'Du',
    coach: 'Confidant',
    status: {
      waiting: 'wartet auf dein Profil',
      streaming: 'wird gerade geschrieben',
      stopped: 'vor dem Ende angehalten',
      failed: 'nicht fertig geworden',
    },
    page: 'Seite {{page}} von {{pages}}',
    older: 'Ältere',
    newer: 'Neuere',
  },

  help: {
    title: 'Confidant, dein Coach für Herzensangelegenheiten',
    body: `Ich höre zu, frage nach und sage dir ehrlich, was ich sehe, damit du deine eigenen Worte und deinen nächsten Schritt findest.

**So fängst du an**
- ${slash(profile.name, profile.setup.name)}: Erzähl mir, wer du bist. Das dauert eine halbe Minute.
- ${slash(advice.name)}: Frag mich, was immer du willst, über Liebe, Dating oder Beziehung.
- Oder schreib mir einfach: In unseren Direktnachrichten ist jede Nachricht eine Frage. Auf einem Server erwähne mich oder antworte mir.
- **${commands.getAdvice.name}**, im Menü einer Nachricht unter Apps: wie eine Nachricht klingt, die du bekommen hast. ${slash(advice.name)} nimmt auch ein Bild von einem Chat.
- ${slash(practice.name)}: Probe ein Gespräch. Ich spiele die andere Person, danach sehen wir es uns an.
- ${slash(checkin.name)}: Ich frage dich später, wie es war, wenn du das möchtest.

**Gut zu wissen**
- Auf Servern siehst nur du meine Antworten auf Befehle, es sei denn, du stellst \`${advice.private.name}\` auf False. Erwähnst du mich oder antwortest du mir, lesen dort alle mit.
- Wenn ich antworte, erinnere ich mich an deine letzten Nachrichten, und von älteren an das Wichtige: ${slash(profile.name, profile.view.name)} zeigt es, dort kannst du es ändern oder löschen. ${slash(history.name)} zeigt sie, nur dir.
- ${slash(profile.name, profile.view.name)} zeigt, was ich über dich weiß; ${slash(privacy.name)} gibt dir eine Kopie von allem oder löscht es.

Ich bin ein Coach und keine Therapie. Wenn du in Gefahr bist oder daran denkst, dir etwas anzutun, wende dich bitte an einen Menschen in deiner Nähe oder an den Notruf dort, wo du lebst.`,
  },
};
