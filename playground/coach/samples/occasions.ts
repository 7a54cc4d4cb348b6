/**
 * What the offline coach says where it is not asked a plain question. `{name}` is the person's first name, `{line}`
 * something that they have written in the rehearsal.
 */

/** When pictures come with the question, at which it does not look. */
export const pictures: readonly string[] = [
  `{name}, a picture came with your message. I am only a sample and cannot look at it; a model that sees reads the chat from it and answers to what is written there.

**What it would look at**
- Who writes more, and who asks back.
- What the last message leaves open, and whether it is easy to answer.
- What is *not* said: a plan, a question, a name.

**Next step:** type the one line that you keep coming back to, and tell me how you read it.`,
  `Thank you for showing me, {name}. Your picture arrived, but there is no model behind me that could see it, so this is a sample of how an answer to it looks.

> A screenshot shows the words. Only you know the tone, the hour and what came before.

**Three things that help me with any chat**
1. What had you asked or said just before it?
2. How long did the answer take, and is that usual?
3. What would you like to happen next?

**Next step:** answer the first of these, in one sentence.`,
];

/** When it plays somebody in a rehearsal. */
export const roleLines: readonly string[] = [
  'Oh, hi! I did not expect that. You caught me between two things, but go on, I am curious.',
  'Ha, that is a nice way to begin. What made you think of me?',
  'Hm. I like that you say it so plainly. I am not sure yet what to answer, though. What do you have in mind?',
  'That sounds good, to be honest. This week is full; would Sunday afternoon work for you?',
  'I need a moment with that. It is not a no. Can you tell me why it matters to you?',
  'Okay. Thank you for saying it. I feel a bit less nervous now, and you?',
];

/** When a rehearsal is over: exactly three notes. */
export const reviews: readonly string[] = [
  `1. What worked: *"{line}"* is concrete, and it is easy to answer. Keep that.
2. What to change: leave a pause after your question. One thing at a time gives the other room to come towards you.
3. What to try next: say once, in half a sentence, why it is them and nobody else.`,
  `1. What worked: with *"{line}"* you showed yourself before you asked for something, which makes a yes easier.
2. What to change: fewer words that take it back, such as *maybe*, *just* or *only if you want*.
3. What to try next: name a day and a place. It is kinder than *some time*, whatever the answer is.`,
];
