/** How a text names a command, with a subcommand or an option if there is one, as that is called in its language. */
export function slash(...names: string[]): string {
  return `\`/${names.join(' ')}\``;
}
