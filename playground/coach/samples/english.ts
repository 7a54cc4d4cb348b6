import type { Language } from './index.ts';

/** What the offline coach says in English. */
export const english: Language = {
  words: new Set(
    'the and what how should is my do not with she he they you this a of to was'.split(' '),
  ),
  note: 'A sample answer: no model is connected. Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own.',
  earlier: 'Earlier you asked me:',
  friend: 'friend',
  samples: [
    {
      subject:
        /suicid|kill (myself|me)|hurt(ing)? myself|self.harm|hits? me|hit me|beats? me|rape|want to die|afraid of (him|her|them)/i,
      first: [
        `{name}, please let us put everything else aside for this. What you write sounds serious, and no sample text is a help that you should rely on.

**If you are in danger now, call your local emergency number.** You find people who listen, free and at any hour, in every country at <https://findahelpline.com>.

Is somebody with you, or somebody whom you could call now?`,
      ],
      followUp: [
        `I am glad that you are still writing, {name}. Please talk to a person who can be there for you: somebody you trust, your local emergency number, or one of the lines at <https://findahelpline.com>.`,
      ],
    },
    {
      subject: /long.distance|another (city|country)|far away|abroad/i,
      first: [
        `Distance asks for *rhythm* more than for romance, {name}. What helps most couples is boring and works.

- **A fixed time** for a call, that neither has to ask for.
- **Something that you do together**: the same film, the same recipe, a walk with the phone.
- **The next date in the calendar.** Waiting *for* something is much easier than waiting.

Is there an end to the distance that you both know of?

**Next step:** agree today on one evening a week that belongs to you two.`,
        `Being far apart makes every small thing loud, {name}: a late answer, a short one, a photo with strangers. It helps to say *how* you would like to hear from each other, before it hurts.

**Next step:** ask them: *"What tells you, on an ordinary day, that I think of you?"* And answer it yourself.`,
      ],
      followUp: [
        `Then make it visible, {name}: a shared calendar with the next two visits, even if they may move. Hope likes dates.

**Next step:** look for one weekend in the next two months, tonight.`,
        `That sounds less like distance and more like uncertainty, {name}. A kilometre more or less does not change it; a clear word does.

**Next step:** ask how they see the two of you in a year, and say first how you do.`,
      ],
    },
    {
      subject:
        /\b(no|not|never|did ?n.t|does ?n.t|has ?n.t)\b.*\b(answer|reply|text|write|back)|ghost|silen|left on read/i,
      first: [
        `Waiting for a reply can fill a whole day, {name}, and it is easy to read a verdict into it. All that you really know so far is that there is no answer *yet*.

**What I would consider**
- Two or three days of silence is often life, not a no.
- One light message after that is fine. A second one is pressure, on them and on you.
- If that stays without an answer too, take it as an answer. It says something about their wish, not about your worth.

What did your last message say, and did it leave them something easy to answer?

**Next step:** put the phone away for this evening, and if you do write, make it one line about something you two have in common, with no word about the silence.`,
        `I know that pull to look at the phone once more, {name}. Silence is a blank page, and we write the worst on it.

**Three other readings**
- They saw it at a bad moment, and the moment to answer passed.
- They do not know *what* to answer: a question that is easy helps.
- They are not interested. Possible, and survivable.

How long is it, and how fast did they answer before?

**Next step:** decide now on a day when you stop waiting, and tell it to a friend.`,
      ],
      followUp: [
        `Then I would let it rest, {name}. You have been clear and kind, and the next move is theirs.

> Someone who wants to talk to you will find the minute that it takes.

**Next step:** meet a friend this week whom you usually postpone. It is hard to wait for one message in good company.`,
        `Let us look at the pattern instead of the one message, {name}: who asks, who suggests, who comes back after a pause? If it is always you, that is an answer in itself.

**Next step:** do not write until the weekend, and notice what you miss: *this* person, or being written to.`,
      ],
    },
    {
      subject:
        /first (message|text|move)|match(ed)?\b|tinder|bumble|hinge|profile|opener|what (do|should) i (write|say|text)/i,
      first: [
        `A first message only has one job, {name}: to make answering *easy*. It need not be brilliant.

**What tends to work**
1. Pick **one detail** of theirs that you are honestly curious about.
2. Say in half a sentence why it caught you.
3. Ask something that cannot be answered with yes or no.

For example, to someone who plays an instrument: *"A cello in a third-floor flat: what do the neighbours get to hear on a bad day?"* Take the shape of it, not the words: yours will sound like you.

What on their profile made you stop?

**Next step:** write down three details that you noticed, and choose the one that you would ask about even if nothing came of it.`,
        `Forget the perfect line, {name}. People remember how easy it was to talk to you, not how clever you began.

**A shape that works**
> something you noticed + what it made you think of + a small open question

Two sentences are enough. And write it as you would *say* it: reading it aloud once removes every word that is not yours.

Which of their photos or lines would you ask about if you were already friends?

**Next step:** send it within ten minutes of writing it. It does not get better by lying there.`,
      ],
      followUp: [
        `If the answer is short, {name}, give a little of yourself before you ask again: questions alone feel like an interview.

- **Tell** a small true thing that fits ("I gave up the piano at twelve and still regret it").
- **Then** ask, or suggest something: a coffee near a place that you both mentioned.

**Next step:** after four or five messages that flow, suggest to meet. Waiting longer rarely makes it easier.`,
        `Then match their pace, {name}, and do not fill the space for two. One message, one thought, one question at most.

If it stays thin after that, say what you would like: *"I am better at talking over a coffee. Would you like that?"* A no costs you an evening of guessing less.

**Next step:** write that sentence in your own words, and send it tomorrow.`,
      ],
    },
    {
      subject: /\b(was|went) (so |really |very )?(lovely|great|good|nice|well|wonderful|fun)\b/i,
      first: [
        `How good to read that, {name}! Keep it for a moment before you look for what it means.

A quiet moment is not a fault in an evening, and neither is the weather: somebody who is bored does not stay to talk about it.

- **What you did:** you went, you stayed in it, and you noticed. Last week that was a plan.
- **What you know now:** what did you find out about them that you want to hear more of?

**Next step:** write to them today, one line about *one* thing that you liked. *"I keep thinking of what you said about your sister."*`,
        `That makes me glad, {name}. A good evening needs no plan for the next hour.

What was the moment at which you felt at ease? That one tells you what to do more of.

**Next step:** say that you would like to see them again, with a day in it. Good news ages well, but not for ever.`,
      ],
      followUp: [
        `How good to read that, {name}! You went, you stayed in it, and you noticed the quiet without running from it.

Silence between two people is rarely about them: the weather is a fine bridge. What did you find out that you want to hear more of?

**Next step:** write to them today, one line about *one* thing that you liked.`,
        `Then let it be good, {name}. You do not have to know yet what becomes of it.

**Next step:** tell them so, in your own words, with a day on which you are free.`,
      ],
    },
    {
      subject: /first date|\bdate\b|nervous|anxious|shy|ask (her|him|them) out|ask(ing)? .* out/i,
      first: [
        `That flutter means that it matters to you, {name}. It is allowed to come along; it just should not drive.

**Three things that help**
- Choose a place where you can *do* something: a walk, a market, a small exhibition. Side by side is easier than face to face.
- Decide beforehand on an end, such as ninety minutes. A good date may be too short.
- Say it once, lightly: *"I am a bit nervous, I was looking forward to this."* Most people are relieved.

What worries you more: the silence, or being seen?

**Next step:** suggest one concrete place and time today, with an easy way to say no. If it is a no, it is a no, and you were brave.`,
        `Asking is the brave part, {name}, and you are allowed to do it *badly*. What counts is that it is clear, and that a no is easy.

- **Clear:** a thing, a day, a place. "Sometime" is not an invitation.
- **Light:** it is a coffee, not a verdict on you.
- **Free:** *"No worries if not"*, and mean it.

Do you know something that they like to do anyway?

**Next step:** choose the day first. The words are easier once there is a date in them.`,
      ],
      followUp: [
        `Then plan for that, {name}, instead of hoping that it will not happen.

If it gets quiet, go back to something they said ten minutes ago: *"You mentioned your sister: are you close?"* It shows that you listened, and it is almost always enough.

**Next step:** before you leave home, think of two things that you really would like to know about them. Not ten: two.`,
        `That is a real fear, {name}, so give it a small plan: arrive ten minutes early, walk once around the block, and put the phone in your bag. Curiosity and fear do not fit into the same minute.

**Next step:** decide what you do *afterwards*, whatever happens: a friend to call, a good dinner. Then the evening does not hang on one person.`,
      ],
    },
    {
      subject: /break ?up|broke up|\bex\b|miss (her|him|them)|heartbr|divorce|separat/i,
      first: [
        `I am sorry, {name}. Missing someone after an end is not a sign that the end was wrong; it is what love does when it has no address any more.

**For the next days**
- Let their silence, and yours, be a rest. A message at midnight rarely says what you mean.
- Keep the ordinary things: sleep, food, one walk a day. They carry more than they seem to.
- Tell *one* person how it really is.

If they have asked for distance, that wish stands, also when it hurts. How long ago was it, and what do you miss most: the person, or how the days were?

**Next step:** write the letter that you will not send. Keep it for a week before you read it again.`,
        `There is no good way to skip this part, {name}. But there are ways not to make it longer.

1. **Mute, do not check.** Every look at their profile starts the clock again.
2. **Let the good memories be true.** It was good *and* it is over: both fit.
3. **Move a little each day.** It is chemistry as much as it is sorrow.

Is there something unsaid that keeps you awake, or is it the empty evenings?

**Next step:** plan one evening of this week with somebody, now, before it is there.`,
      ],
      followUp: [
        `That is an honest answer, {name}, and it helps. What you describe sounds like grief, not like a mistake that must be mended.

**Next step:** choose one thing that used to be "ours" and make it yours again this week: the café, the song, the Sunday. Small is enough.`,
        `I hear how much that was, {name}. You need not decide today what it all meant.

**Next step:** tonight, write down three sentences: what I miss, what I do not miss, what I learned. Short ones. You may be surprised by the second.`,
      ],
    },
    {
      subject:
        /jealous|trust|cheat|fight|argu|partner|husband|wife|girlfriend|boyfriend|relationship/i,
      first: [
        `Under an argument there is usually a simpler sentence that nobody says, {name}: *I was afraid*, *I felt alone*, *I did not matter just then*. I only hear your side, so take this as a guess.

**Try this order**
1. **What happened**, without "always" and "never".
2. **What it did to you**, in one feeling.
3. **What you wish for**, as a request that they may decline.

Looking through someone's phone, or testing them, would give you facts and cost you the trust that you want back.

What would you like them to understand, if they understood just one thing?

**Next step:** ask for twenty minutes on a calm evening, and begin with number two.`,
        `Two people can both be right, {name}, and still hurt each other. I only know your half, so hold this lightly.

**Before you talk again**
- Ask yourself what you *need*, not who began.
- Choose a time when neither of you is hungry, tired or on the way out.
- Start with something you value in them. It is not a trick: it reminds you both what is at stake.

When did it last go well between you, and what was different?

**Next step:** write them one line today: *"I would like to understand this better. Do you have time on Sunday?"*`,
      ],
      followUp: [
        `Good, that is something one can say aloud, {name}. Say exactly that, and then the harder part: listen until they are done, and repeat what you heard before you answer.

**Next step:** agree on one small thing to do differently for two weeks, and on a day when you both look at it again.`,
        `Then do not solve it, {name}: understand it first. Ask *"What was the worst moment of that for you?"*, and do not defend yourself for five minutes. It is the hardest five minutes there are, and usually the turning point.

**Next step:** tell me afterwards what surprised you in their answer.`,
      ],
    },
    {
      subject: /./s,
      first: [
        `Thank you for telling me, {name}. Before I advise, I would like to understand it better, because the same words can mean very different things.

- **Who** is this person to you, and for how long?
- **What** happened last, as concretely as you can say it?
- **What** would be a good outcome for you, if it went well?

One thing already now: you are thinking about it before you act, and that is worth more than a clever line.

**Next step:** answer the one of these that is easiest, and we begin there.`,
        `I am glad that you ask, {name}. Let me say what I hear, and you correct me: something is not clear between you and somebody, and you would like to act rather than wait.

**Two questions that sort most things out**
1. What would you do if you were sure that they *like* you?
2. What would you do if you were sure that they do not?

If both answers are the same, do that. If not, find out gently which it is.

**Next step:** tell me in one sentence who it is about, and what happened last.`,
      ],
      followUp: [
        `That makes it clearer, {name}. What I hear is that you want closeness without losing yourself in it, and that is a good measure for whatever you do next.

**Next step:** choose the smallest honest thing that you could say to them this week, and tell me how it sounds to you.`,
        `Good. Then let us make it small, {name}. You need not know where this leads; you only need to know the next honest sentence.

**Next step:** finish this one for me: *"What I would really like to tell them is …"* We work on it from there.`,
      ],
    },
  ],
};
