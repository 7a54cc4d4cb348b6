import type { ServerResponse } from 'node:http';

const CHUNK = { id: 'bench', object: 'chat.completion.chunk', created: 0, model: 'bench' };
/** What a request is said to have cost. */
const PROMPT_TOKENS = 500;

/** Begins a streamed chat completion, as OpenAI's API sends one. */
export function beginCompletion(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
}

/** The next piece of its text. */
export function sendDelta(response: ServerResponse, content: string): void {
  send(response, { choices: [{ index: 0, delta: { content } }] });
}

/** Its end, and that of the response. */
export function finishCompletion(response: ServerResponse, tokens: number): void {
  const usage = { prompt_tokens: PROMPT_TOKENS, completion_tokens: tokens };
  send(response, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
  send(response, {
    choices: [],
    usage: { ...usage, total_tokens: PROMPT_TOKENS + tokens },
  });
  response.end('data: [DONE]\n\n');
}

function send(response: ServerResponse, event: object): void {
  response.write(`data: ${JSON.stringify({ ...CHUNK, ...event })}\n\n`);
}
