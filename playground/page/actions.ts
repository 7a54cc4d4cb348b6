import type { Result, ShownMessage } from '../server/protocol.ts';
import type { RequestBody } from '../server/requests.ts';
import type { Names } from './markdown.ts';

/** What the parts of the page can have done. */
export interface Actions {
  /** Asks the server; a form that the bot opens in answer is shown. Rejects with the server's words. */
  ask: (request: RequestBody) => Promise<Result>;
  /** Says something that went wrong. */
  complain: (error: unknown) => void;
  /** Opens a message's menu, at a point or below an element. */
  openMessageMenu: (message: ShownMessage, where: { x: number; y: number } | Element) => void;
  /** Begins an answer to a message. */
  reply: (message: ShownMessage) => void;
  /** What ids in texts stand for. */
  names: Names;
}
