/** English: the words of the bot, and the shape that every other language has. */
export const en = {
  commands: {
    advice: {
      description: 'Ask your coach about love, dating or a relationship',
      question: 'What is on your mind? Up to 1,500 characters',
      private: 'Only you see the answer (the default in servers). False shows it to everyone here',
    },
    profile: {
      description: 'What your coach knows about you',
      setup: 'Tell your coach who you are, or change it',
      view: 'See what your coach knows about you',
      delete: 'Delete your profile and your whole history',
    },
    history: { description: 'Your last 50 messages with your coach, for your eyes only' },
    help: { description: 'What I can do, and how to begin' },
  },

  advice: {
    blank:
      'Your question is empty. Tell me in a sentence or two what is on your mind: `/advice question:`',
    tooLong:
      'Your question has {{length}} characters; I can take up to {{limit}}. Here it is, so that you can shorten it: the heart of the matter is enough, I will ask for the rest.',
    noProfile:
      'Before I answer, I would like to know who I am talking to. It takes half a minute, and then I will answer your question right away.',
    setUp: 'Set up my profile',
    busy: 'I am still writing my last answer to you. Ask again when it is done.',
    cooldown_one: 'One moment: you can ask again in {{count}} second.',
    cooldown_other: 'One moment: you can ask again in {{count}} seconds.',
    dailyLimit: 'You have asked as often as I can answer in a day. You can ask again {{when}}.',
    yourQuestion: 'Your question, to copy:',
    notFound: 'That question is not there any more. Ask it again with `/advice`.',
    tryAgain: 'Try again',
    stop: 'Stop',
    stopped: 'Stopped.',
    notYours: 'Only the person who asked can do that.',
    interrupted: 'I had to stop here. Try again for a whole answer.',
  },

  failure: {
    badKey:
      'My language model does not accept my key, so I cannot answer. Whoever hosts me needs to check `OPENAI_API_KEY`. Your question is kept.',
    modelNotFound:
      'The language model that I am set up with does not exist. Whoever hosts me needs to check `OPENAI_MODEL` and `OPENAI_BASE_URL`. Your question is kept.',
    rateLimited:
      'Too many people are asking my language model at once. Give it a minute, then try again. Your question is kept.',
    outOfQuota:
      'My account with the language model has run out of credit, so I cannot answer. Please tell whoever hosts me. Your question is kept.',
    overloaded:
      'My language model is having trouble right now. Try again in a minute. Your question is kept.',
    unreachable:
      'I cannot reach my language model right now. Try again in a minute. Your question is kept.',
    rejected:
      'My language model did not take this request. Try again, perhaps in other words. Your question is kept.',
    contentFilter:
      'The content filter of my language model stopped this answer. Try to say it in other words. Your question is kept.',
    tooLong:
      'That is more than my language model can read at once. Try again with a shorter question; if that does not help, whoever hosts me can lower `HISTORY_MESSAGES`. Your question is kept.',
    cutOff:
      'The connection broke before I was done. What I wrote so far is kept; try again for a whole answer.',
    length:
      'I ran out of room before I was done. What I wrote so far is kept: ask me to go on, or try again.',
    empty: 'I could not find any words this time. Try again. Your question is kept.',
    internal:
      'Something went wrong on my side, and I could not do that. Nothing that was stored is lost; try again in a minute.',
  },

  profile: {
    title: 'Your profile',
    fields: {
      name: { label: 'Name', description: 'I will call you by your first name' },
      age: { label: 'Age', description: 'A whole number, {{min}} to {{max}}' },
      gender: { label: 'Gender', description: 'In your own words' },
      interests: {
        label: 'Interests',
        description: 'Up to {{limit}}, with commas or line breaks between them',
      },
    },
    problems: {
      nameMissing: '**Name** is empty: what should I call you?',
      nameTooLong: '**Name** is too long: up to {{nameLength}} characters, please.',
      ageNotANumber: '**Age** is not a whole number: write it in digits, such as 29.',
      ageTooYoung: '**Age** is below {{minAge}}: I can only coach adults.',
      ageTooOld: '**Age** is above {{maxAge}}: please check it.',
      genderMissing: '**Gender** is empty: say it in your own words.',
      genderTooLong: '**Gender** is too long: up to {{genderLength}} characters, please.',
      interestsMissing: '**Interests** is empty: name at least one thing that you enjoy.',
      interestsTooMany: '**Interests** has too many: up to {{interests}}, please.',
      interestTooLong:
        '**Interests** has one that is too long: up to {{interestLength}} characters each, with commas or line breaks between them.',
    },
    invalid: 'Nothing is saved yet. Please change this:',
    typed: 'What you typed',
    edit: 'Edit my answers',
    change: 'Change my profile',
    saved: 'Nice to meet you, **{{name}}**! Ask me anything with `/advice`.',
    changed: 'Thank you, **{{name}}**, I will keep that in mind.',
    savedAndAnswering: 'Nice to meet you, **{{name}}**! Now to your question.',
    none: 'You have no profile yet.',
    confirmDelete:
      'This deletes your profile and everything that we have written to each other. It cannot be undone.',
    delete: 'Delete everything',
    keep: 'Keep it',
    deleted:
      'Your profile and your history are deleted. You can begin again at any time with `/profile setup`.',
    kept: 'Nothing is deleted.',
  },

  history: {
    title: 'Your last messages',
    empty: 'We have not talked yet. Ask me something with `/advice`.',
    you: 'You',
    coach: 'Confidant',
    status: {
      waiting: 'waiting for your profile',
      streaming: 'being written',
      stopped: 'stopped before its end',
      failed: 'not finished',
    },
    page: 'Page {{page}} of {{pages}}',
    older: 'Older',
    newer: 'Newer',
  },

  help: {
    title: 'Confidant, your coach for matters of the heart',
    body: `I listen, ask, and tell you honestly what I see, so that you find your own words and your next step.

**Begin**
- \`/profile setup\`: tell me who you are. It takes half a minute.
- \`/advice\`: ask me anything about love, dating or a relationship.

**Good to know**
- In servers only you see my answers, unless you set \`private\` to False. In our direct messages they stay in the conversation.
- I remember your last messages when I answer. \`/history\` shows them, only to you.
- \`/profile view\` shows what I know about you; \`/profile delete\` deletes that and everything that we wrote.

I am a coach, not a therapist. If you are in danger or think of hurting yourself, please turn to someone near you or to the emergency services where you live.`,
  },
};
