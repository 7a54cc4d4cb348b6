import type { Language } from './index.ts';

/** What the offline coach says in French. */
export const french: Language = {
  words: new Set(
    'je j le la les des un une que qu comment pas est mon ma mes avec pour elle il dois quoi lui bonjour ne'.split(
      ' ',
    ),
  ),
  note: 'Une réponse d’exemple : aucun modèle n’est connecté. Définissez OPENAI_API_KEY, ou OPENAI_BASE_URL pour votre propre serveur.',
  earlier: 'Tout à l’heure, tu m’as demandé :',
  friend: 'toi',
  samples: [
    {
      subject: /suicid|me tuer|me faire du mal|me frappe|me bat\b|viol(é|ée)|envie de mourir/i,
      first: [
        `{name}, laissons tout le reste de côté. Ce que tu écris semble grave, et un texte d’exemple n’est pas une aide sur laquelle compter.

**Si tu es en danger maintenant, appelle les urgences : le 112 en Europe.** Sur <https://findahelpline.com>, tu trouves des gens qui écoutent, gratuitement et à toute heure.

Y a-t-il quelqu’un près de toi, ou quelqu’un que tu peux appeler maintenant ?`,
      ],
      followUp: [
        `Merci d’écrire encore, {name}. Parle s’il te plaît à une personne qui peut être là pour toi : quelqu’un de confiance, les urgences, ou une ligne de <https://findahelpline.com>.`,
      ],
    },
    {
      subject: /./s,
      first: [
        `Merci de me le raconter, {name}. Ce petit trac veut dire que cela compte : il peut venir, mais il ne conduit pas.

**Ce qui aide souvent**
- **Du concret :** un lieu, un jour, une chose que vous aimez tous les deux.
- **De la légèreté :** c’est un café, pas un verdict sur toi.
- **Un non facile à dire.** Alors un oui est sincère aussi.

Qui est cette personne pour toi, et que s’est-il passé en dernier ?

**Prochain pas :** écris aujourd’hui une seule phrase, lis-la à voix haute, et enlève ce que tu ne dirais pas.`,
        `Je n’entends que ton côté, {name}, alors prends-le comme une hypothèse : plus qu’une astuce, tu cherches de la *clarté*.

1. Que ferais-tu si tu savais que tu lui plais ?
2. Et si tu savais que non ?

Si c’est la même chose, fais-la. Sinon, demande avec douceur, sans mettre à l’épreuve.

**Prochain pas :** dis-moi en une phrase ce qui serait une bonne issue pour toi.`,
      ],
      followUp: [
        `Cela éclaire les choses, {name}. Donne un peu de toi avant de demander encore : rien que des questions, cela ressemble à un entretien.

**Prochain pas :** choisis la plus petite chose sincère que tu pourrais dire cette semaine, et dis-la.`,
        `Alors je laisserais reposer, {name}. Ton message était clair et gentil ; le prochain geste n’est pas le tien.

> Qui veut te parler trouve la minute qu’il faut.

**Prochain pas :** vois cette semaine quelqu’un qui te fait du bien.`,
      ],
    },
  ],
};
