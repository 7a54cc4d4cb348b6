/** What a component's custom id says: whose it is, what it does, to what. */
export interface CustomId {
  command: string;
  action: string;
  argument: string | undefined;
}

/** Custom ids look like `advice:retry:1234`; Discord allows 100 characters. */
export function customId(command: string, action: string, argument?: string): string {
  return [command, action, ...(argument === undefined ? [] : [argument])].join(':');
}

/** Reads a custom id; anybody can send any: its argument is never trusted to be theirs. */
export function parseCustomId(text: string): CustomId {
  const [command = '', action = '', argument] = text.split(':');
  return { command, action, argument };
}
