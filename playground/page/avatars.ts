import type { User } from '../server/protocol.ts';

const ada = `<rect width="40" height="40" fill="#f4a259"/><path d="M8.500 25C7.500 12 13 6 20 6s12.500 6 11.500 19c-.3 4-1.500 7-3.500 8H12c-2-1-3.200-4-3.500-8z" fill="#3a2244"/><path d="M17 23h6v8h-6z" fill="#dd9f7c"/><path d="M5 42c0-8.500 6-12.500 15-12.500S35 33.500 35 42z" fill="#1f8a7d"/><ellipse cx="20" cy="19.500" rx="7.200" ry="8.200" fill="#f3c6a5"/><path d="M12.400 19c-.6-7 3.200-10.500 8-10.500 4.800 0 7.900 3.600 7.300 10.300-3.200-.8-5.400-2.800-6.900-5.600-1.600 2.900-4.600 5.200-8.400 5.800z" fill="#3a2244"/><g fill="#3a2244"><circle cx="17.200" cy="20.500" r="1"/><circle cx="22.800" cy="20.500" r="1"/></g><path d="M17.200 24q2.800 2 5.600 0" stroke="#a0503c" stroke-width="1.100" fill="none" stroke-linecap="round"/>`;
const ben = `<rect width="40" height="40" fill="#6fb7e9"/><path d="M17 23h6v8h-6z" fill="#a86f4d"/><path d="M5 42c0-8.500 6-12.500 15-12.500S35 33.500 35 42z" fill="#e05a47"/><ellipse cx="20" cy="19" rx="7.400" ry="8.600" fill="#c78a63"/><path d="M12.400 19.500c0 7 3.200 9.700 7.600 9.700s7.600-2.700 7.600-9.700c-1 3.200-2.200 4.200-3.600 4.200h-8c-1.400 0-2.600-1-3.600-4.200z" fill="#2a1c16"/><path d="M12 18c-1-8 3-11.500 8.500-11.500S29 10 28 18c-.7-2.800-1.700-4.300-3-5.300-3.400 1.200-6.800 1-9.800-.4-1.600 1-2.600 2.900-3.200 5.700z" fill="#2a1c16"/><g stroke="#20242c" stroke-width="1" fill="#ffffff40"><circle cx="16.700" cy="19.300" r="2.500"/><circle cx="23.300" cy="19.300" r="2.500"/><path d="M19.200 19.300h1.600"/></g><path d="M18.200 25.800q1.800 1 3.600 0" stroke="#f1d3bf" stroke-width="1.100" fill="none" stroke-linecap="round"/>`;
const confidant = `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop stop-color="#ff6b8b"/><stop offset="1" stop-color="#8a4fff"/></linearGradient></defs><rect width="40" height="40" fill="url(#g)"/><path d="M20 9c-7.200 0-12.500 4.600-12.500 10.300 0 3.300 1.800 6.200 4.600 8.100l-.9 4.600 5-2.900c1.200.3 2.500.5 3.800.5 7.200 0 12.500-4.600 12.500-10.300S27.200 9 20 9z" fill="#fff"/><path d="M20 25.500c-4-2.600-6.200-4.900-6.200-7.400 0-1.900 1.400-3.300 3.200-3.300 1.200 0 2.300.6 3 1.700.7-1.100 1.800-1.700 3-1.700 1.800 0 3.200 1.400 3.200 3.300 0 2.500-2.200 4.800-6.200 7.400z" fill="#e8487a"/>`;
const lighthouse = `<defs><linearGradient id="n" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#16244a"/><stop offset="1" stop-color="#3b5b93"/></linearGradient></defs><rect width="40" height="40" fill="url(#n)"/><path d="M20 12 40 4v15zM20 12 0 4v15z" fill="#ffd98a" opacity=".5"/><path d="M17 15h6l2 18H15z" fill="#f7f3ec"/><path d="M16.600 19h6.800l.5 4.500h-7.800zM15.700 27.500h8.600l.5 4.500h-9.600z" fill="#e2503f"/><path d="M16.500 10.500h7V15h-7z" fill="#ffe9b3"/><path d="M15.500 10.500 20 6l4.500 4.500zM15.500 14.500h9V16h-9z" fill="#2b3350"/><path d="M0 34c7-3 12-3 20-1s13 2 20-1v8H0z" fill="#0d1a38"/>`;

const DRAWINGS: Record<string, string> = { ada, ben, Confidant: confidant };
const COLOURS = ['#5865f2', '#2d9d78', '#d9822b', '#c2417a', '#7a5af0'];

/** The address of somebody's picture. */
export function avatarOf({ username }: Pick<User, 'username'>): string {
  return asUrl(DRAWINGS[username] ?? initial(username));
}

/** The address of the server's picture. */
export const guildIcon = asUrl(lighthouse);

function initial(name: string): string {
  const letter = /^[\p{L}\p{N}]/u.exec(name)?.[0]?.toUpperCase() ?? '';
  const colour = COLOURS[name.length % COLOURS.length];
  return `<rect width="40" height="40" fill="${colour}"/><text x="20" y="26" text-anchor="middle" font-family="sans-serif" font-size="17" fill="#fff">${letter}</text>`;
}

function asUrl(drawing: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">${drawing}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
