/** A conversation that the offline coach knows: what it is about, and what it says at first and when asked on. */
export interface Sample {
  /** Matches a question about this subject. */
  subject: RegExp;
  first: string;
  followUp: string;
}

/** Tried in this order; the last one fits every question. `{name}` is the person's first name. */
export const SAMPLES: readonly Sample[] = [
  {
    subject:
      /\b(no|not|never|did ?n.t|does ?n.t|has ?n.t)\b.*\b(answer|reply|text|write|back)|ghost|silen|left on read/i,
    first: `Waiting for a reply can fill a whole day, {name}, and it is easy to read a verdict into it. All that you really know so far is that there is no answer *yet*.

**What I would consider**
- Two or three days of silence is often life, not a no.
- One light message after that is fine. A second one is pressure, on them and on you.
- If that stays without an answer too, take it as an answer. It says something about their wish, not about your worth.

What did your last message say, and did it leave them something easy to answer?

**Next step:** put the phone away for this evening, and if you do write, make it one line about something you two have in common, with no word about the silence.`,
    followUp: `Then I would let it rest, {name}. You have been clear and kind, and the next move is theirs.

> Someone who wants to talk to you will find the minute that it takes.

**Next step:** meet a friend this week whom you usually postpone. It is hard to wait for one message in good company.`,
  },
  {
    subject:
      /first (message|text|move)|match(ed)?\b|tinder|bumble|hinge|profile|opener|what (do|should) i (write|say|text)/i,
    first: `A first message only has one job, {name}: to make answering *easy*. It need not be brilliant.

**What tends to work**
1. Pick **one detail** of theirs that you are honestly curious about.
2. Say in half a sentence why it caught you.
3. Ask something that cannot be answered with yes or no.

For example, to someone who plays an instrument: *"A cello in a third-floor flat: what do the neighbours get to hear on a bad day?"* Take the shape of it, not the words: yours will sound like you.

What on their profile made you stop?

**Next step:** write down three details that you noticed, and choose the one that you would ask about even if nothing came of it.`,
    followUp: `If the answer is short, {name}, give a little of yourself before you ask again: questions alone feel like an interview.

- **Tell** a small true thing that fits ("I gave up the piano at twelve and still regret it").
- **Then** ask, or suggest something: a coffee near a place that you both mentioned.

**Next step:** after four or five messages that flow, suggest to meet. Waiting longer rarely makes it easier.`,
  },
  {
    subject: /first date|\bdate\b|nervous|anxious|shy|ask (her|him|them) out|ask(ing)? .* out/i,
    first: `That flutter means that it matters to you, {name}. It is allowed to come along; it just should not drive.

**Three things that help**
- Choose a place where you can *do* something: a walk, a market, a small exhibition. Side by side is easier than face to face.
- Decide beforehand on an end, such as ninety minutes. A good date may be too short.
- Say it once, lightly: *"I am a bit nervous, I was looking forward to this."* Most people are relieved.

What worries you more: the silence, or being seen?

**Next step:** suggest one concrete place and time today, with an easy way to say no. If it is a no, it is a no, and you were brave.`,
    followUp: `Then plan for that, {name}, instead of hoping that it will not happen.

If it gets quiet, go back to something they said ten minutes ago: *"You mentioned your sister: are you close?"* It shows that you listened, and it is almost always enough.

**Next step:** before you leave home, think of two things that you really would like to know about them. Not ten: two.`,
  },
  {
    subject: /break ?up|broke up|\bex\b|miss (her|him|them)|heartbr|divorce|separat/i,
    first: `I am sorry, {name}. Missing someone after an end is not a sign that the end was wrong; it is what love does when it has no address any more.

**For the next days**
- Let their silence, and yours, be a rest. A message at midnight rarely says what you mean.
- Keep the ordinary things: sleep, food, one walk a day. They carry more than they seem to.
- Tell *one* person how it really is.

If they have asked for distance, that wish stands, also when it hurts. How long ago was it, and what do you miss most: the person, or how the days were?

**Next step:** write the letter that you will not send. Keep it for a week before you read it again.`,
    followUp: `That is an honest answer, {name}, and it helps. What you describe sounds like grief, not like a mistake that must be mended.

**Next step:** choose one thing that used to be "ours" and make it yours again this week: the café, the song, the Sunday. Small is enough.`,
  },
  {
    subject:
      /jealous|trust|cheat|fight|argu|partner|husband|wife|girlfriend|boyfriend|relationship/i,
    first: `Under an argument there is usually a simpler sentence that nobody says, {name}: *I was afraid*, *I felt alone*, *I did not matter just then*. I only hear your side, so take this as a guess.

**Try this order**
1. **What happened**, without "always" and "never".
2. **What it did to you**, in one feeling.
3. **What you wish for**, as a request that they may decline.

Looking through someone's phone, or testing them, would give you facts and cost you the trust that you want back.

What would you like them to understand, if they understood just one thing?

**Next step:** ask for twenty minutes on a calm evening, and begin with number two.`,
    followUp: `Good, that is something one can say aloud, {name}. Say exactly that, and then the harder part: listen until they are done, and repeat what you heard before you answer.

**Next step:** agree on one small thing to do differently for two weeks, and on a day when you both look at it again.`,
  },
  {
    subject: /./s,
    first: `Thank you for telling me, {name}. Before I advise, I would like to understand it better, because the same words can mean very different things.

- **Who** is this person to you, and for how long?
- **What** happened last, as concretely as you can say it?
- **What** would be a good outcome for you, if it went well?

One thing already now: you are thinking about it before you act, and that is worth more than a clever line.

**Next step:** answer the one of these that is easiest, and we begin there.`,
    followUp: `That makes it clearer, {name}. What I hear is that you want closeness without losing yourself in it, and that is a good measure for whatever you do next.

**Next step:** choose the smallest honest thing that you could say to them this week, and tell me how it sounds to you.`,
  },
];
