import { slash } from './slash.ts';

/** What two commands do. */
const deletion = 'Delete everything I keep about you: profile, messages, rehearsals, check-ins';

const commands = {
  advice: {
    name: 'advice',
    description: 'Ask your coach about love, dating or a relationship',
    question: {
      name: 'question',
      description: 'What is on your mind? Up to 1,500 characters',
    },
    private: {
      name: 'private',
      description:
        'Only you see the answer (the default in servers). False shows it to everyone here',
    },
    screenshot: {
      name: 'screenshot',
      description: 'A picture of a chat to look at: PNG, JPEG or WebP, up to 10 MB',
    },
  },
  getAdvice: { name: 'Get advice' },
  practice: {
    name: 'practice',
    description: 'Rehearse a conversation: I play the other person, and then we look at it',
    kind: {
      name: 'kind',
      description: 'What you want to rehearse',
      choices: {
        firstMessage: 'A first message',
        askingOut: 'Asking someone out',
        hardTalk: 'A hard talk',
      },
    },
  },
  checkin: {
    name: 'checkin',
    description: 'Let me ask you later how something went',
    add: {
      name: 'add',
      description: 'Have me ask you about a plan, once, in our direct messages',
      plan: { name: 'plan', description: 'What to ask about, such as: my date on Saturday' },
      when: { name: 'when', description: 'Such as: tomorrow 9pm, Saturday 18:00, in 3 days' },
    },
    list: { name: 'list', description: 'What I am going to ask you, and a way to cancel it' },
    timezone: {
      name: 'timezone',
      description: 'Tell me your time zone, so that I ask at the right moment',
      zone: { name: 'zone', description: 'Such as: Europe/Paris, or only Paris' },
    },
  },
  profile: {
    name: 'profile',
    description: 'What your coach knows about you',
    setup: { name: 'setup', description: 'Tell your coach who you are, or change it' },
    view: { name: 'view', description: 'See what your coach knows about you' },
    delete: { name: 'delete', description: deletion },
  },
  history: {
    name: 'history',
    description: 'Your last 50 messages with your coach, for your eyes only',
  },
  privacy: {
    name: 'privacy',
    description: 'Have a copy of everything I keep about you, or have it deleted',
    export: {
      name: 'export',
      description: 'A file with everything I keep about you, for your eyes only',
    },
    delete: { name: 'delete', description: deletion },
  },
  help: { name: 'help', description: 'What I can do, and how to begin' },
};
const { advice, checkin, practice, profile, history, privacy } = commands;

/** English: the words of the bot, and the shape that every other language has. */
export const en = {
  commands,

  advice: {
    blank: `Your question is empty. Tell me in a sentence or two what is on your mind: ${slash(advice.name, `${advice.question.name}:`)}`,
    tooLong:
      'Your question has {{length}} characters; I can take up to {{limit}}. Here it is, so that you can shorten it: the heart of the matter is enough, I will ask for the rest.',
    noProfile:
      'Before I answer, I would like to know who I am talking to. It takes half a minute, and then I will answer your question right away.',
    goesAlong:
      'I have kept that, too. Once I know who I am talking to, I answer all of it together.',
    setUp: 'Set up my profile',
    busy: 'I am still writing my last answer to you. Ask again when it is done.',
    cooldown_one: 'One moment: you can ask again in {{count}} second.',
    cooldown_other: 'One moment: you can ask again in {{count}} seconds.',
    dailyLimit: 'You have asked as often as I can answer in a day. You can ask again {{when}}.',
    yourQuestion: 'Your question, to copy:',
    notFound: `That question is not there any more. Ask it again with ${slash(advice.name)}.`,
    tryAgain: 'Try again',
    goOn: 'Continue',
    goOnRequest: 'Go on where you broke off, please, in the language you began in.',
    followUp: 'Follow up',
    followUpLabel: 'What else is on your mind?',
    stop: 'Stop',
    stopped: 'Stopped.',
    notYours: 'Only the person who asked can do that.',
    interrupted: 'I had to stop here. Try again for a whole answer.',
  },

  conversation: {
    blank:
      'I am here. Tell me in a sentence or two what is on your mind. In servers I can only read messages that mention me, and replies to me with the ping switched on.',
    tooLong:
      'That is more than I can take in at once: up to {{limit}} characters, please. The heart of the matter is enough, I will ask for the rest.',
    notAPicture:
      'I cannot look at **{{name}}**: I can read text, and look at PNG, JPEG and WebP pictures. Nothing of it was sent to anyone.',
    tooLarge:
      '**{{name}}** is too large for me: up to {{megabytes}} MB a picture, please. Nothing of it was sent to anyone.',
    tooMany:
      'Those are too many pictures at once: up to {{pictures}}, please. Nothing of it was sent to anyone.',
    wordsNotSent:
      'Your words have not gone to my language model either. Send them again without that, or with a picture that I can look at.',
    forwarded: 'A message that I forward to you:',
    answered: 'An answer of yours that everybody here can read:',
  },

  names: {
    somebody: 'somebody',
    role: 'a role',
    channel: 'a channel',
  },

  getAdvice: {
    received: 'I got this message. How does it read, and what should I consider before I answer?',
    written: 'I wrote this message. How does it read, and what should I consider?',
    nothing: 'There is nothing in that message that I could read: no text, and no picture.',
    wordsAlone: `I have not passed on the words of that message either. If they say enough by themselves, copy them into ${slash(advice.name)}.`,
  },

  practice: {
    title: 'Rehearsal',
    fields: {
      who: {
        label: 'Who is the other person?',
        description: 'Whom I play, such as: Sam, 31, a colleague, shy, loves climbing',
      },
      moment: {
        label: 'What is the moment?',
        description: 'Such as: after work at the coffee machine, I want to ask Sam out',
      },
    },
    openingDirect:
      'A rehearsal, between you and me alone.\n\n**I play:** {{who}}\n**The moment:** {{moment}}\n\nYou begin: just write what you would say. Nothing here is for real, so try things out. When you have had enough, I tell you what I saw.',
    openingThread:
      'A rehearsal, between you and me. Moderators of this server who manage threads can read it, too.\n\n**I play:** {{who}}\n**The moment:** {{moment}}\n\nYou begin: say what you would say, with the button or in a reply to me. Nothing here is for real, so try things out. When you have had enough, I tell you what I saw.',
    begun: 'We rehearse here: {{place}}',
    say: 'Say something',
    line: 'What do you say?',
    end: 'End and review',
    request: 'How was that? Three short notes, please.',
    blank: 'I need to know both: who I play, and what the moment is. A few words are enough.',
    noProfile:
      'Before we rehearse, I would like to know who I am talking to. It takes half a minute.',
    noPlace:
      'I found no private place for us: I may not open a private thread here, and I cannot write to you directly. Allow direct messages from this server, or write to me yourself.',
    over: 'That rehearsal is over. Begin a new one whenever you like.',
    nothingSaid:
      'We had not begun yet, so there is nothing to review. Come back whenever you like.',
    unheard:
      'In this thread I only hear what you say with the button, or in a message that mentions me or replies to me.',
    unheardAfter:
      'This rehearsal is over, and I cannot read what you just write here: to go on, reply to one of my messages or mention me.',
  },

  checkin: {
    added:
      'With pleasure. I will ask you about this on {{time}} ({{relative}}), in our direct messages:\n> {{plan}}',
    addedWithCare:
      'I will ask after you, too: on {{time}} ({{relative}}), in our direct messages. Please do not wait until then to talk to somebody.\n> {{plan}}',
    refused: 'I have not kept this plan, and will not ask you about it.',
    zoneAssumed: `I took that as {{zone}} time, going by the language of your Discord. If yours is another, set it with ${slash(checkin.name, checkin.timezone.name)}, then cancel this and add it again.`,
    zoneChosen: `That is {{zone}} time, as you have set it. ${slash(checkin.name, checkin.timezone.name)} changes it.`,
    cancel: 'Cancel',
    cancelled: 'Cancelled. I will not ask you about it.',
    gone: 'That check-in is not there any more: I have asked you about it already, or it was cancelled.',
    noProfile:
      'Before I can ask you about anything, I would like to know who you are. It takes half a minute; then come back to this.',
    problems: {
      planBlank: 'I do not see yet what to ask you about: write your plan in a few words.',
      planTooLong:
        'Your plan has {{length}} characters; I can keep up to {{limit}} in mind. A few words are enough.',
      notUnderstood:
        'I do not understand when that is. Write it like “tomorrow 9pm”, “Saturday 18:00”, “in 3 days” or “5 April 7pm”.',
      past: 'That time is past already. When shall I ask you? For example “tomorrow 9pm”.',
      tooFar: 'That is more than a year away. Choose a time within the next twelve months.',
      tooMany: `You have {{limit}} check-ins, which is as many as I can keep in mind. Cancel one with ${slash(checkin.name, checkin.list.name)}, then add this one again.`,
    },
    typed: 'What you typed, to copy:',
    list: {
      title: 'Your check-ins',
      empty: `I have nothing to ask you about. Add something with ${slash(checkin.name, checkin.add.name)}.`,
      undeliverable:
        '⚠️ marks what I wanted to ask you, but I could not write to you. Allow direct messages in the privacy settings of a server that we share, then add it again.',
      cancel: 'Cancel {{number}}',
      remove: 'Remove {{number}}',
    },
    zoneSet:
      'Your time zone is **{{zone}}**, where it is {{time}} now. Times that you write are times there from now on; check-ins that you have added stay at their moment.',
    zoneUnknown:
      'I do not know a time zone “{{zone}}”. Name a large city of yours, such as “Paris” or “New York”, or the zone itself, such as `Europe/Paris` or `America/New_York`.',
    ask: 'Hello! You wanted me to ask you about this:\n> {{plan}}\nHow did it go? Just write back, I am curious.',
    askLate:
      'Hello! I was away for a while, and I am sorry that I only ask you now. You wanted me to ask you about this:\n> {{plan}}\nHow did it go? Just write back, I am curious.',
    askGently:
      'Hello. You wanted me to ask you about this:\n> {{plan}}\nHow are you today? Write back whatever you like, I am here.',
    askGentlyLate:
      'Hello. I was away for a while, and I am sorry that I only ask you now. You wanted me to ask you about this:\n> {{plan}}\nHow are you today? Write back whatever you like, I am here.',
    notAlone:
      'If it weighs on you or frightens you, nobody has to get through that alone: please do not wait for my answer to talk to somebody, to a person close to you or to the people here.',
    endsRehearsal: 'This ends our rehearsal: whatever you write now is for your coach again.',
    request: 'Ask me later about: {{plan}}',
  },

  failure: {
    notAPicture:
      'That file is no PNG, JPEG or WebP picture, whatever its name says, so I cannot look at it. Send a picture of one of these kinds with your question, please. Your question is kept.',
    picture:
      'I cannot look at that picture any more. Send it again with your question, please. Your question is kept.',
    noVision:
      'My language model did not take the picture: perhaps it cannot see. Tell me in words what is in it. Your question is kept.',
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
    unreadable: '(I am sorry: these words can no longer be read.)',
  },

  safety: {
    selfHarm:
      'Thank you for telling me. What you write worries me, and it comes before everything else. If you are thinking of suicide or of hurting yourself, or somebody you love is, nobody has to get through that alone: please talk to somebody now, to a person close to you or to the people here.',
    violence:
      'What you write sounds as if somebody is being hurt or threatened, or could be. Being safe comes before everything else. If it is done to you, it is not your fault. If you are afraid of what you could do yourself, step away and call before it happens. These people are there for that.',
    minors:
      'I write nothing sexual about anybody under 18, whatever the reason. If something like that was done to you, it was not your fault, and you deserve help. If a child is in danger, or you are worried about what you could do yourself, please turn to these people now.',
    notPlayed:
      'That is something I do not rehearse: what I play is not to turn sexual. So I have left the role, and our rehearsal ends here. That is no reproach. If you would like to talk about it, about closeness, wishes or limits, I am here as your coach.',
    emergency: 'In danger right now: {{numbers}}',
    elsewhere: 'In any other country: {{url}}',
    anywhere:
      'In danger right now: the emergency number where you are (in many countries 112 or 911). The people I mean are there in nearly every country; here you find those of yours: {{url}}',
    text: 'text {{number}}',
    textWord: 'text {{word}} to {{number}}',
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
      ageTooOld: '**Age** is above {{maxAge}}: please check it.',
      genderMissing: '**Gender** is empty: say it in your own words.',
      genderTooLong: '**Gender** is too long: up to {{genderLength}} characters, please.',
      interestsMissing: '**Interests** is empty: name at least one thing that you enjoy.',
      interestsTooMany: '**Interests** has too many: up to {{interests}}, please.',
      interestTooLong:
        '**Interests** has one that is too long: up to {{interestLength}} characters each, with commas or line breaks between them.',
    },
    invalid: 'Nothing is saved yet. Please change this:',
    tooYoung:
      'Thank you for telling me. I am made for adults, from {{minAge}} years on, so I cannot be your coach, and I keep nothing of what you typed. What is on your mind deserves a good listener all the same: perhaps an adult whom you trust, or a counsellor at your school. If you would rather talk to somebody who does not know you, <https://findahelpline.com> shows free and confidential help in many countries. I wish you all the best.',
    tooYoungKept: `Your profile is gone, and I do not coach you any more. What we said before is kept until you delete it here. If you only mistyped, set up your profile again with ${slash(profile.name, profile.setup.name)}: then we go on where we were.`,
    memory: {
      title: 'What I remember',
      change: 'Change memory',
      clear: 'Clear memory',
      label: 'In my words, or in yours',
      description: 'What I go by beside our last messages. Empty it to clear it.',
      unreadable:
        'I cannot read what I remember of you right now. If it stays that way, you can clear it.',
      overtaken:
        'I have come to remember more in the meantime, so what you typed is not saved yet. Here are both: change the memory once more, with what you want to keep of each.',
    },
    more: {
      open: 'More about you',
      title: 'More about you',
      fields: {
        pronouns: { label: 'Pronouns', description: 'Such as: she/her, he/him, they/them' },
        seeking: {
          label: 'What you are looking for',
          description: 'Such as: something serious, first dates, peace with my partner',
        },
        tone: {
          label: 'How shall I talk to you?',
          description: 'All of this is optional. What you leave empty, I do not keep.',
        },
      },
      tones: {
        gentle: { name: 'Gently', description: 'With patience, comfort first' },
        direct: { name: 'Directly', description: 'To the point, without cushioning' },
        playful: { name: 'Playfully', description: 'Lightly, with humour' },
      },
      noTone: 'As it fits',
      problems: {
        pronounsTooLong: '**Pronouns** is too long: up to {{pronounsLength}} characters, please.',
        seekingTooLong:
          '**What you are looking for** is too long: up to {{seekingLength}} characters, please.',
      },
      saved: 'Thank you, I will keep that in mind.',
    },
    typed: 'What you typed',
    edit: 'Edit my answers',
    change: 'Change my profile',
    saved: `Nice to meet you, **{{name}}**! Ask me anything with ${slash(advice.name)}.`,
    changed: 'Thank you, **{{name}}**, I will keep that in mind.',
    savedAndAnswering: 'Nice to meet you, **{{name}}**! Now to your question.',
    answering: 'Now I know who I am talking to, so let us turn to your question.',
    none: 'You have no profile yet.',
  },

  privacy: {
    exported:
      'Here it is, in one place: everything that I keep about you. Your profile and settings, all that we have written to each other, with the links to your pictures and your 👍 and 👎, what I remember of it, your rehearsals and check-ins, and how often you have asked. It is private, so look after it well.',
    packed:
      'There is so much of it that I had to compress it with gzip: unpack it (most computers do that with a double click), and you have text that you can read.',
    unreadable:
      'Some of it can no longer be read, and I am sorry for that. Where words are missing, the file says “unreadable”; everything else is there.',
    confirmDelete: `This deletes everything that I keep about you: your profile and settings, all that we have written to each other, with the links to your pictures and your 👍 and 👎, what I remember of it, your rehearsals and check-ins, and how often you have asked. It cannot be undone; ${slash(privacy.name, privacy.export.name)} gives you a copy first. What Discord itself shows of our conversation stays there.`,
    deleteAll: 'Delete everything',
    keep: 'Keep it',
    deleted: `It is all deleted: your profile and settings, everything that we have written to each other, what I remembered of it, your rehearsals and check-ins, and how often you have asked. You can begin again at any time with ${slash(profile.name, profile.setup.name)}.`,
    notDeleted:
      'I could not delete everything just now: some of it may be gone, and some is still there. Please try again in a minute.',
    kept: 'Nothing is deleted.',
  },

  history: {
    title: 'Your last messages',
    empty: `We have not talked yet. Ask me something with ${slash(advice.name)}.`,
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
- ${slash(profile.name, profile.setup.name)}: tell me who you are. It takes half a minute.
- ${slash(advice.name)}: ask me anything about love, dating or a relationship.
- Or just write to me: in our direct messages every message is a question. In a server mention me, or reply to me.
- **${commands.getAdvice.name}**, in a message's menu under Apps: how a message that you got reads. ${slash(advice.name)} also takes a picture of a chat.
- ${slash(practice.name)}: rehearse a conversation. I play the other person, and then we look at it.
- ${slash(checkin.name)}: I ask you afterwards how it went, if you want me to.

**Good to know**
- In servers only you see my answers to commands, unless you set \`${advice.private.name}\` to False. If you mention me or reply to me, everyone there reads the answer.
- I remember your last messages when I answer, and of older ones what matters: ${slash(profile.name, profile.view.name)} shows it, and lets you change or clear it. ${slash(history.name)} shows them, only to you.
- ${slash(profile.name, profile.view.name)} shows what I know about you; ${slash(privacy.name)} gives you a copy of everything, or deletes it.

I am a coach, not a therapist. If you are in danger or think of hurting yourself, please turn to someone near you or to the emergency services where you live.`,
  },
};
