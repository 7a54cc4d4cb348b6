import { slash } from './slash.ts';
import type { Texts } from './texts.ts';

/** What French counts with. */
type French = Texts<'one' | 'many' | 'other'>;

/** What two commands do. */
const deletion = 'Supprime tout ce que je garde de toi : profil, messages, répétitions, suivis';

const commands: French['commands'] = {
  advice: {
    name: 'conseil',
    description: 'Demande conseil à ton coach : amour, rencontres, vie de couple',
    question: {
      name: 'question',
      description: 'Qu’est-ce qui te préoccupe ? Jusqu’à 1 500 caractères',
    },
    private: {
      name: 'privé',
      description:
        'La réponse n’est visible que par toi (par défaut sur un serveur). False la montre à tous',
    },
    screenshot: {
      name: 'capture',
      description: 'Une image d’une discussion à regarder : PNG, JPEG ou WebP, 10 Mo au plus',
    },
  },
  getAdvice: { name: 'Demander conseil' },
  practice: {
    name: 'répétition',
    description: 'Répète une conversation : je joue l’autre personne, puis on en reparle',
    kind: {
      name: 'type',
      description: 'Ce que tu veux répéter',
      choices: {
        firstMessage: 'Un premier message',
        askingOut: 'Inviter quelqu’un à sortir',
        hardTalk: 'Une conversation difficile',
      },
    },
  },
  checkin: {
    name: 'suivi',
    description: 'Laisse-moi te demander plus tard comment ça s’est passé',
    add: {
      name: 'ajouter',
      description: 'Je te demande des nouvelles d’un projet, une fois, dans nos messages privés',
      plan: {
        name: 'projet',
        description: 'De quoi te demander des nouvelles, par exemple : mon rendez-vous de samedi',
      },
      when: {
        name: 'quand',
        description: 'Par exemple : demain à 21h, samedi 18:00, dans 3 jours',
      },
    },
    list: { name: 'liste', description: 'Ce que je vais te demander, et de quoi l’annuler' },
    timezone: {
      name: 'fuseau',
      description: 'Dis-moi ton fuseau horaire, pour que je demande au bon moment',
      zone: { name: 'zone', description: 'Par exemple : Europe/Paris, ou seulement Paris' },
    },
  },
  profile: {
    name: 'profil',
    description: 'Ce que ton coach sait de toi',
    setup: { name: 'remplir', description: 'Dis à ton coach qui tu es, ou modifie-le' },
    view: { name: 'voir', description: 'Vois ce que ton coach sait de toi' },
    delete: { name: 'supprimer', description: deletion },
  },
  history: {
    name: 'historique',
    description: 'Tes 50 derniers messages avec ton coach, pour tes yeux seulement',
  },
  privacy: {
    name: 'confidentialité',
    description: 'Reçois une copie de tout ce que je garde de toi, ou fais-le supprimer',
    export: {
      name: 'exporter',
      description: 'Un fichier avec tout ce que je garde de toi, pour tes yeux seulement',
    },
    delete: { name: 'supprimer', description: deletion },
  },
  help: { name: 'aide', description: 'Ce que je sais faire, et comment commencer' },
};
const { advice, checkin, practice, profile, history, privacy } = commands;

export const fr: French = {
  commands,

  advice: {
    blank: `Ta question est vide. Dis-moi en une ou deux phrases ce qui te préoccupe : ${slash(advice.name, `${advice.question.name}:`)}`,
    tooLong:
      'Ta question fait {{length}} caractères, et je peux en lire {{limit}} au plus. La voici, pour que tu puisses la raccourcir : l’essentiel suffit, je te demanderai le reste.',
    noProfile:
      'Avant de te répondre, j’aimerais savoir à qui je parle. Ça prend trente secondes, et je réponds à ta question juste après.',
    goesAlong: 'Je garde ça aussi. Dès que je sais à qui je parle, je réponds à tout ensemble.',
    setUp: 'Créer mon profil',
    busy: 'J’écris encore ma dernière réponse pour toi. Repose ta question quand j’aurai fini.',
    cooldown_one: 'Un instant : tu pourras poser une autre question dans {{count}} seconde.',
    cooldown_many: 'Un instant : tu pourras poser une autre question dans {{count}} de secondes.',
    cooldown_other: 'Un instant : tu pourras poser une autre question dans {{count}} secondes.',
    dailyLimit:
      'Tu m’as posé autant de questions que je peux en prendre en une journée. Tu pourras m’en poser d’autres {{when}}.',
    yourQuestion: 'Ta question, à copier :',
    notFound: `Cette question n’est plus là. Pose-la de nouveau avec ${slash(advice.name)}.`,
    tryAgain: 'Réessayer',
    goOn: 'Continuer',
    goOnRequest:
      'Reprends là où ta réponse s’est interrompue, s’il te plaît, dans la langue où tu l’as commencée.',
    followUp: 'Poursuivre',
    followUpLabel: 'Qu’est-ce qui te préoccupe encore ?',
    stop: 'Arrêter',
    stopped: 'Je m’arrête là.',
    notYours: 'Seule la personne qui a posé la question peut faire ça.',
    interrupted: 'J’ai dû m’arrêter là. Réessaie pour avoir la réponse entière.',
  },

  conversation: {
    blank:
      'Je suis là. Dis-moi en une ou deux phrases ce qui te préoccupe. Sur un serveur, je ne peux lire que les messages qui me mentionnent et les réponses aux miens avec la mention activée.',
    tooLong:
      'C’est plus que ce que je peux lire d’un coup : {{limit}} caractères au plus, s’il te plaît. L’essentiel suffit, je te demanderai le reste.',
    notAPicture:
      'Je ne peux pas regarder **{{name}}** : je sais lire du texte et regarder des images PNG, JPEG et WebP. Rien de ce fichier n’a été envoyé à qui que ce soit.',
    tooLarge:
      '**{{name}}** est trop lourd pour moi : {{megabytes}} Mo au plus par image, s’il te plaît. Rien de ce fichier n’a été envoyé à qui que ce soit.',
    tooMany:
      'Ça fait trop d’images à la fois : {{pictures}} au plus, s’il te plaît. Rien de ce fichier n’a été envoyé à qui que ce soit.',
    wordsNotSent:
      'Tes mots ne sont pas non plus partis vers mon modèle de langage. Renvoie-les sans ce fichier, ou avec une image que je peux regarder.',
    forwarded: 'Un message que je te transfère :',
    answered: 'Une réponse de toi que tout le monde peut lire ici :',
  },

  names: {
    somebody: 'quelqu’un',
    role: 'un rôle',
    channel: 'un salon',
  },

  getAdvice: {
    received:
      'J’ai reçu ce message. Comment le comprendre, et à quoi devrais-je penser avant de répondre ?',
    written: 'J’ai écrit ce message. Quelle impression donne-t-il, et à quoi devrais-je penser ?',
    nothing: 'Il n’y a rien dans ce message que je puisse lire : ni texte, ni image.',
    wordsAlone: `Je n’ai pas non plus transmis les mots de ce message. S’ils se suffisent à eux-mêmes, copie-les dans ${slash(advice.name)}.`,
  },

  practice: {
    title: 'Répétition',
    fields: {
      who: {
        label: 'Qui est l’autre personne ?',
        description: 'Qui je joue, par exemple : Sam, 31 ans, au travail, timide, adore l’escalade',
      },
      moment: {
        label: 'Quel est le moment ?',
        description:
          'Par exemple : après le travail, à la machine à café, je veux inviter Sam à sortir',
      },
    },
    openingDirect:
      'Une répétition, rien qu’entre toi et moi.\n\n**Je joue :** {{who}}\n**Le moment :** {{moment}}\n\nÀ toi de commencer : écris simplement ce que tu dirais. Rien ici n’est pour de vrai, alors essaie ce que tu veux. Quand tu en auras assez, je te dirai ce que j’ai vu.',
    openingThread:
      'Une répétition, entre toi et moi. Les personnes qui gèrent les fils de ce serveur peuvent la lire aussi.\n\n**Je joue :** {{who}}\n**Le moment :** {{moment}}\n\nÀ toi de commencer : dis ce que tu dirais, avec le bouton ou en réponse à mon message. Rien ici n’est pour de vrai, alors essaie ce que tu veux. Quand tu en auras assez, je te dirai ce que j’ai vu.',
    begun: 'Nous répétons ici : {{place}}',
    say: 'Dire quelque chose',
    line: 'Que dis-tu ?',
    end: 'Terminer et faire le point',
    request: 'C’était comment ? Trois remarques courtes, s’il te plaît.',
    blank:
      'J’ai besoin de savoir les deux : qui je joue, et quel est le moment. Quelques mots suffisent.',
    noProfile: 'Avant de répéter, j’aimerais savoir à qui je parle. Ça prend trente secondes.',
    noPlace:
      'Je n’ai pas trouvé d’endroit privé pour nous : je ne peux pas ouvrir de fil privé ici, ni t’écrire en message privé. Autorise les messages privés venant de ce serveur, ou écris-moi directement.',
    over: 'Cette répétition est terminée. Commences-en une autre quand tu veux.',
    nothingSaid:
      'Nous n’avions pas encore commencé, il n’y a donc rien à commenter. Reviens quand tu veux.',
    unheard:
      'Dans ce fil, je n’entends que ce que tu dis avec le bouton, ou dans un message qui me mentionne ou me répond.',
    unheardAfter:
      'Cette répétition est terminée, et je ne peux pas lire ce que tu écris simplement ici : pour continuer, réponds à l’un de mes messages ou mentionne-moi.',
  },

  checkin: {
    added:
      'Avec plaisir. Je te demanderai des nouvelles de ceci le {{time}} ({{relative}}), dans nos messages privés :\n> {{plan}}',
    addedWithCare:
      'Moi aussi, je prendrai de tes nouvelles : le {{time}} ({{relative}}), dans nos messages privés. S’il te plaît, n’attends pas jusque-là pour parler à quelqu’un.\n> {{plan}}',
    refused: 'Je n’ai pas gardé ce projet, et je ne t’en demanderai pas de nouvelles.',
    zoneAssumed: `J’ai compris cela à l’heure de {{zone}}, d’après la langue de ton Discord. Si la tienne est une autre, choisis-la avec ${slash(checkin.name, checkin.timezone.name)}, puis annule ce suivi et ajoute-le de nouveau.`,
    zoneChosen: `C’est l’heure de {{zone}}, comme tu l’as choisi. ${slash(checkin.name, checkin.timezone.name)} permet d’en changer.`,
    cancel: 'Annuler',
    cancelled: 'Annulé. Je ne t’en demanderai pas de nouvelles.',
    gone: 'Ce suivi n’est plus là : je t’en ai déjà demandé des nouvelles, ou il a été annulé.',
    noProfile:
      'Avant de te demander des nouvelles de quoi que ce soit, j’aimerais savoir qui tu es. Ça prend trente secondes ; reviens ici ensuite.',
    problems: {
      planBlank:
        'Je ne vois pas encore de quoi te demander des nouvelles : écris ton projet en quelques mots.',
      planTooLong:
        'Ton projet fait {{length}} caractères, et je peux en retenir {{limit}} au plus. Quelques mots suffisent.',
      notUnderstood:
        'Je ne comprends pas quand c’est. Écris-le comme « demain à 21h », « samedi 18:00 », « dans 3 jours » ou « 5 avril à 19h ».',
      past: 'Ce moment est déjà passé. Quand dois-je te demander ? Par exemple « demain à 21h ».',
      tooFar: 'C’est dans plus d’un an. Choisis un moment dans les douze prochains mois.',
      tooMany: `Tu as {{limit}} suivis, c’est tout ce que je peux retenir. Annules-en un avec ${slash(checkin.name, checkin.list.name)}, puis ajoute celui-ci de nouveau.`,
    },
    typed: 'Ce que tu as écrit, à copier :',
    list: {
      title: 'Tes suivis',
      empty: `Je n’ai rien à te demander. Ajoute quelque chose avec ${slash(checkin.name, checkin.add.name)}.`,
      undeliverable:
        '⚠️ signale ce que je voulais te demander sans pouvoir t’écrire. Autorise les messages privés dans les paramètres de confidentialité d’un serveur que nous avons en commun, puis ajoute-le de nouveau.',
      cancel: 'Annuler {{number}}',
      remove: 'Retirer {{number}}',
    },
    zoneSet:
      'Ton fuseau horaire est **{{zone}}** ; là-bas, nous sommes {{time}}. À partir de maintenant, les heures que tu écris sont celles de là-bas ; les suivis déjà ajoutés restent à leur moment.',
    zoneUnknown:
      'Je ne connais pas de fuseau horaire « {{zone}} ». Cite une grande ville de chez toi, comme « Paris » ou « Montreal », ou le fuseau lui-même, comme `Europe/Paris` ou `America/Montreal`.',
    ask: 'Coucou ! Tu voulais que je te demande des nouvelles de ceci :\n> {{plan}}\nComment ça s’est passé ? Réponds-moi ici, ça m’intéresse.',
    askLate:
      'Coucou ! Je n’étais pas là pendant quelque temps : pardon de ne demander que maintenant. Tu voulais que je te demande des nouvelles de ceci :\n> {{plan}}\nComment ça s’est passé ? Réponds-moi ici, ça m’intéresse.',
    askGently:
      'Bonjour. Tu voulais que je te demande des nouvelles de ceci :\n> {{plan}}\nComment vas-tu aujourd’hui ? Réponds-moi ici, avec les mots qui te viennent : je suis là.',
    askGentlyLate:
      'Bonjour. Je n’étais pas là pendant quelque temps : pardon de ne demander que maintenant. Tu voulais que je te demande des nouvelles de ceci :\n> {{plan}}\nComment vas-tu aujourd’hui ? Réponds-moi ici, avec les mots qui te viennent : je suis là.',
    notAlone:
      'Si cela te pèse ou te fait peur, tu n’as pas à le traverser sans aide : n’attends pas ma réponse, s’il te plaît, pour parler à quelqu’un, à une personne proche ou aux personnes ci-dessous.',
    endsRehearsal:
      'Ceci met fin à notre répétition : ce que tu écris maintenant s’adresse de nouveau à ton coach.',
    request: 'Demande-moi plus tard des nouvelles de ceci : {{plan}}',
  },

  failure: {
    notAPicture:
      'Ce fichier n’est pas une image PNG, JPEG ou WebP, quoi qu’en dise son nom : je ne peux pas le regarder. Envoie avec ta question une image de l’un de ces types, s’il te plaît. Ta question est conservée.',
    picture:
      'Je ne peux plus voir cette image. Renvoie-la avec ta question, s’il te plaît. Ta question est conservée.',
    noVision:
      'Mon modèle de langage n’a pas accepté l’image : peut-être qu’il ne voit pas. Dis-moi avec des mots ce qu’elle montre. Ta question est conservée.',
    badKey:
      'Mon modèle de langage n’accepte pas ma clé, alors je ne peux pas répondre. La personne qui m’héberge doit vérifier `OPENAI_API_KEY`. Ta question est conservée.',
    modelNotFound:
      'Le modèle de langage qu’on m’a indiqué n’existe pas. La personne qui m’héberge doit vérifier `OPENAI_MODEL` et `OPENAI_BASE_URL`. Ta question est conservée.',
    rateLimited:
      'Trop de monde interroge mon modèle de langage en même temps. Attends une minute, puis réessaie. Ta question est conservée.',
    outOfQuota:
      'Mon compte auprès du modèle de langage n’a plus de crédit, alors je ne peux pas répondre. Préviens la personne qui m’héberge, s’il te plaît. Ta question est conservée.',
    overloaded:
      'Mon modèle de langage a des difficultés en ce moment. Réessaie dans une minute. Ta question est conservée.',
    unreachable:
      'Je n’arrive pas à joindre mon modèle de langage pour l’instant. Réessaie dans une minute. Ta question est conservée.',
    rejected:
      'Mon modèle de langage a refusé cette demande. Réessaie, peut-être avec d’autres mots. Ta question est conservée.',
    contentFilter:
      'Le filtre de contenu de mon modèle de langage a bloqué cette réponse. Essaie de le dire avec d’autres mots. Ta question est conservée.',
    tooLong:
      'C’est plus que ce que mon modèle de langage peut lire d’un coup. Réessaie avec une question plus courte ; si ça n’aide pas, la personne qui m’héberge peut baisser `HISTORY_MESSAGES`. Ta question est conservée.',
    cutOff:
      'La connexion a été coupée avant que j’aie fini. Ce que j’ai déjà écrit est conservé ; réessaie pour avoir la réponse entière.',
    length:
      'J’ai manqué de place avant d’avoir fini. Ce que j’ai déjà écrit est conservé : demande-moi de continuer, ou réessaie.',
    empty: 'Cette fois, je n’ai pas trouvé les mots. Réessaie. Ta question est conservée.',
    internal:
      'Quelque chose s’est mal passé de mon côté, et je n’ai pas pu faire ça. Rien de ce qui est enregistré n’est perdu ; réessaie dans une minute.',
    unreadable: '(Pardon : ces mots ne sont plus lisibles.)',
  },

  safety: {
    selfHarm:
      'Merci de me l’avoir dit. Ce que tu écris m’inquiète, et cela passe avant tout le reste. Quand on pense au suicide ou à se faire du mal, que ce soit toi ou quelqu’un que tu aimes, on n’a pas à traverser cela sans aide : parle maintenant à quelqu’un, s’il te plaît, à une personne proche ou aux personnes ci-dessous.',
    violence:
      'D’après ce que tu écris, quelqu’un subit de la violence ou des menaces, ou pourrait en subir. La sécurité passe avant tout le reste. Si c’est toi qui les subis, ce n’est pas ta faute. Si tu as peur de ce que tu pourrais faire, éloigne-toi et appelle avant que cela n’arrive. Ces personnes sont là pour ça.',
    minors:
      'Je n’écris rien de sexuel sur des personnes de moins de 18 ans, quelle que soit la raison. Si on t’a fait subir cela, ce n’était pas ta faute, et tu mérites de l’aide. Si un enfant est en danger, ou si tu t’inquiètes de ce que tu pourrais faire, tourne-toi maintenant vers ces personnes, s’il te plaît.',
    notPlayed:
      'Cela, je ne le répète pas : ce que je joue ne doit pas devenir sexuel. J’ai donc quitté le rôle, et notre répétition s’arrête ici. Ce n’est pas un reproche. Si tu veux en parler, de la proximité, de tes envies ou de tes limites, je suis là pour t’accompagner.',
    emergency: 'En danger tout de suite : {{numbers}}',
    elsewhere: 'Dans tout autre pays : {{url}}',
    anywhere:
      'En danger tout de suite : le numéro d’urgence de l’endroit où tu es (112 ou 911 dans beaucoup de pays). Les personnes dont je parle sont là dans presque tous les pays ; tu trouves ici celles du tien : {{url}}',
    text: 'SMS au {{number}}',
    textWord: 'SMS avec {{word}} au {{number}}',
  },

  profile: {
    title: 'Ton profil',
    fields: {
      name: { label: 'Nom', description: 'Je t’appellerai par ton prénom' },
      age: { label: 'Âge', description: 'Un nombre entier, de {{min}} à {{max}}' },
      gender: { label: 'Genre', description: 'Avec tes propres mots' },
      interests: {
        label: 'Centres d’intérêt',
        description: 'Jusqu’à {{limit}}, séparés par des virgules ou des retours à la ligne',
      },
    },
    problems: {
      nameMissing: '**Nom** est vide : comment dois-je t’appeler ?',
      nameTooLong: '**Nom** est trop long : {{nameLength}} caractères au plus, s’il te plaît.',
      ageNotANumber: '**Âge** n’est pas un nombre entier : écris-le en chiffres, par exemple 29.',
      ageTooOld: '**Âge** est au-dessus de {{maxAge}} : vérifie-le, s’il te plaît.',
      genderMissing: '**Genre** est vide : dis-le avec tes propres mots.',
      genderTooLong:
        '**Genre** est trop long : {{genderLength}} caractères au plus, s’il te plaît.',
      interestsMissing: '**Centres d’intérêt** est vide : cite au moins une chose que tu aimes.',
      interestsTooMany:
        '**Centres d’intérêt** en contient trop : {{interests}} au plus, s’il te plaît.',
      interestTooLong:
        '**Centres d’intérêt** en contient un trop long : {{interestLength}} caractères au plus pour chacun, séparés par des virgules ou des retours à la ligne.',
    },
    invalid: 'Rien n’est encore enregistré. Corrige ceci, s’il te plaît :',
    tooYoung:
      'Merci de me l’avoir dit. Je m’adresse aux adultes, à partir de {{minAge}} ans : je ne peux donc pas être ton coach, et je ne garde rien de ce que tu as écrit. Ce qui te préoccupe mérite quand même une bonne oreille : peut-être un adulte en qui tu as confiance, ou l’infirmière ou le psy de ton école. Si tu préfères parler à quelqu’un qui ne te connaît pas, <https://findahelpline.com> indique des aides gratuites et confidentielles dans de nombreux pays. Je te souhaite le meilleur.',
    tooYoungKept: `Ton profil est supprimé, et je ne suis plus ton coach. Ce que nous nous sommes dit avant est gardé jusqu’à ce que tu l’effaces ici. Si ce n’était qu’une faute de frappe, recrée ton profil avec ${slash(profile.name, profile.setup.name)} : nous reprendrons là où nous en étions.`,
    memory: {
      title: 'Ce que je garde en tête',
      change: 'Modifier mes souvenirs',
      clear: 'Effacer mes souvenirs',
      label: 'Avec mes mots, ou les tiens',
      description: 'Ce que je sais en plus des derniers messages. Vide-le pour l’effacer.',
      unreadable:
        'Je n’arrive pas à lire ce que je garde en tête de toi en ce moment. Si ça dure, tu peux l’effacer.',
      overtaken:
        'Entre-temps, j’ai retenu d’autres choses : ce que tu as écrit n’est donc pas encore enregistré. Voici les deux ; modifie mes souvenirs encore une fois avec ce que tu veux garder de chacun.',
    },
    more: {
      open: 'Plus sur toi',
      title: 'Plus sur toi',
      fields: {
        pronouns: { label: 'Pronoms', description: 'Par exemple : elle, il, iel' },
        seeking: {
          label: 'Ce que tu cherches',
          description:
            'Par exemple : du sérieux, des premiers rendez-vous, la paix dans mon couple',
        },
        tone: {
          label: 'Comment veux-tu que je te parle ?',
          description: 'Tout ceci est facultatif. Ce que tu laisses vide, je ne le garde pas.',
        },
      },
      tones: {
        gentle: { name: 'Avec douceur', description: 'Avec patience, et du réconfort d’abord' },
        direct: { name: 'Sans détour', description: 'Droit au but, sans prendre de gants' },
        playful: { name: 'Avec humour', description: 'Avec légèreté, et un sourire' },
      },
      noTone: 'Comme ça vient',
      problems: {
        pronounsTooLong:
          '**Pronoms** est trop long : {{pronounsLength}} caractères au plus, s’il te plaît.',
        seekingTooLong:
          '**Ce que tu cherches** est trop long : {{seekingLength}} caractères au plus, s’il te plaît.',
      },
      saved: 'Merci, je m’en souviendrai.',
    },
    typed: 'Ce que tu as écrit',
    edit: 'Corriger mes réponses',
    change: 'Modifier mon profil',
    saved: `Quel plaisir de te rencontrer, **{{name}}** ! Demande-moi ce que tu veux avec ${slash(advice.name)}.`,
    changed: 'Merci, **{{name}}**, je m’en souviendrai.',
    savedAndAnswering:
      'Quel plaisir de te rencontrer, **{{name}}** ! Passons maintenant à ta question.',
    answering: 'Maintenant, je sais à qui je parle. Passons à ta question.',
    none: 'Tu n’as pas encore de profil.',
  },

  privacy: {
    exported:
      'Voici, au même endroit, tout ce que je garde de toi : ton profil et tes réglages, tout ce que nous nous sommes écrit, avec les liens vers tes images et tes 👍 et 👎, ce que j’en garde en tête, tes répétitions et tes suivis, et le nombre de tes questions. C’est intime, alors prends-en bien soin.',
    packed:
      'Il y en a tellement que j’ai dû le compresser avec gzip : décompresse-le (sur la plupart des ordinateurs, un double-clic suffit), et tu auras un texte que tu peux lire.',
    unreadable:
      'Une partie n’est plus lisible, et je t’en demande pardon. Là où des mots manquent, le fichier dit « unreadable » ; tout le reste y est.',
    confirmDelete: `Cela supprime tout ce que je garde de toi : ton profil et tes réglages, tout ce que nous nous sommes écrit, avec les liens vers tes images et tes 👍 et 👎, ce que j’en garde en tête, tes répétitions et tes suivis, et le nombre de tes questions. C’est définitif ; ${slash(privacy.name, privacy.export.name)} t’en donne d’abord une copie. Ce que Discord affiche de notre conversation y reste.`,
    deleteAll: 'Tout supprimer',
    keep: 'Tout garder',
    deleted: `Tout est supprimé : ton profil et tes réglages, tout ce que nous nous sommes écrit, ce que j’en gardais en tête, tes répétitions et tes suivis, et le nombre de tes questions. Tu peux recommencer quand tu veux avec ${slash(profile.name, profile.setup.name)}.`,
    notDeleted:
      'Je n’ai pas pu tout supprimer à l’instant : une partie a peut-être disparu, une autre est encore là. Réessaie dans une minute, s’il te plaît.',
    kept: 'Rien n’est supprimé.',
  },

  history: {
    title: 'Tes derniers messages',
    empty: `Nous ne nous sommes pas encore parlé. Pose-moi une question avec ${slash(advice.name)}.`,
    you: 'Toi',
    coach: 'Confidant',
    status: {
      waiting: 'attend ton profil',
      streaming: 'en cours d’écriture',
      stopped: 'arrêtée avant la fin',
      failed: 'inachevée',
    },
    page: 'Page {{page}} sur {{pages}}',
    older: 'Plus anciens',
    newer: 'Plus récents',
  },

  help: {
    title: 'Confidant, ton coach pour les affaires de cœur',
    body: `Je t’écoute, je te pose des questions et je te dis franchement ce que je vois, pour que tu trouves tes propres mots et ton prochain pas.

**Pour commencer**
- ${slash(profile.name, profile.setup.name)} : dis-moi qui tu es. Ça prend trente secondes.
- ${slash(advice.name)} : demande-moi ce que tu veux sur l’amour, les rencontres ou la vie de couple.
- Ou écris-moi, tout simplement : dans nos messages privés, chaque message est une question. Sur un serveur, mentionne-moi ou réponds-moi.
- **${commands.getAdvice.name}**, dans le menu d’un message, sous Applications : comment se lit un message que tu as reçu. ${slash(advice.name)} accepte aussi l’image d’une conversation.
- ${slash(practice.name)} : répète une conversation. Je joue l’autre personne, puis nous la regardons ensemble.
- ${slash(checkin.name)} : je te demande après coup comment ça s’est passé, si tu le veux.

**Bon à savoir**
- Sur un serveur, mes réponses aux commandes ne sont visibles que par toi, sauf si tu mets \`${advice.private.name}\` sur False. Si tu me mentionnes ou me réponds, tout le monde y lit la réponse.
- Quand je réponds, je me souviens de tes derniers messages et, des plus anciens, de ce qui compte : ${slash(profile.name, profile.view.name)} le montre et te permet de le changer ou de l’effacer. ${slash(history.name)} les montre, rien qu’à toi.
- ${slash(profile.name, profile.view.name)} montre ce que je sais de toi ; ${slash(privacy.name)} te donne une copie de tout, ou supprime tout.

Je suis coach, pas thérapeute. Si tu es en danger ou si tu penses à te faire du mal, tourne-toi s’il te plaît vers une personne proche ou vers les services d’urgence de ton pays.`,
  },
};
