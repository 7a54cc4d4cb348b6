/** Whom a user is called. */
export const nameOf = (user: { username: string; global_name: string | null }): string =>
  user.global_name ?? user.username;
