import { parse } from 'discord-markdown-parser';
import { html, type TemplateResult } from 'lit';
import { type ListNode, type Node, withLists } from './lists.ts';

/** What the ids in a text stand for. */
export interface Names {
  user: (id: string) => string | undefined;
  channel: (id: string) => string | undefined;
  /** Goes to a channel or thread that is known. */
  openChannel: (id: string) => void;
}

type Content = TemplateResult | string;

/** The same text again, as after an edit elsewhere in the message, is not parsed again. */
const cache = new Map<string, Node[]>();
const KEPT_TEXTS = 300;

/** A text as Discord shows it. People's words only ever become text nodes. */
export function markdown(text: string, names: Names): Content[] {
  let nodes = cache.get(text);
  if (!nodes) {
    nodes = withLists(parse(text, 'extended'));
    cache.set(text, nodes);
    const [oldest] = cache.keys();
    if (cache.size > KEPT_TEXTS && oldest !== undefined) cache.delete(oldest);
  }
  return nodes.map((node) => rendered(node, names));
}

function rendered(node: Node, names: Names): Content {
  const inner = (): Content[] => children(node).map((child) => rendered(child, names));
  switch (node.type) {
    case 'text':
      return String(node['content']);
    case 'br':
    case 'newline':
      return '\n';
    case 'strong':
      return html`<strong>${inner()}</strong>`;
    case 'em':
      return html`<em>${inner()}</em>`;
    case 'underline':
      return html`<u>${inner()}</u>`;
    case 'strikethrough':
      return html`<s>${inner()}</s>`;
    case 'inlineCode':
      return html`<code>${node['content']}</code>`;
    case 'codeBlock':
      return html`<pre><code>${node['content']}</code></pre>`;
    case 'heading':
      return heading(Number(node['level']), inner());
    case 'subtext':
      return html`<small>${inner()}</small>`;
    case 'blockQuote':
      return html`<blockquote>${quoted(node).map((child) => rendered(child, names))}</blockquote>`;
    case 'list':
      return list(node as unknown as ListNode, names);
    case 'spoiler':
      return html`<discord-spoiler
        role="button"
        tabindex="0"
        aria-label="Spoiler"
        @keydown=${revealByKey}
        @click=${reveal}
        >${inner()}</discord-spoiler
      >`;
    default:
      return special(node, names, inner);
  }
}

function special(node: Node, names: Names, inner: () => Content[]): Content {
  const id = String(node['id']);
  switch (node.type) {
    case 'link':
    case 'url':
    case 'autolink':
      return link(String(node['target']), inner());
    case 'timestamp':
      return html`<discord-time
        ><timestamp-text
          .unix=${Number(node['timestamp'])}
          .format=${String(node['format'] ?? 'f')}
        ></timestamp-text
      ></discord-time>`;
    case 'user':
      return html`<discord-mention>${names.user(id) ?? 'unknown-user'}</discord-mention>`;
    case 'channel':
      return channelMention(id, names);
    case 'slashCommand':
      return html`<discord-mention type="slash">${node['fullName']}</discord-mention>`;
    case 'role':
      return html`<discord-mention type="role">unknown-role</discord-mention>`;
    case 'everyone':
    case 'here':
      return html`<discord-mention>${node.type}</discord-mention>`;
    case 'emoji':
      // Its picture is on Discord's servers; what it means stands in its name.
      return `:${String(node['name'])}:`;
    case 'twemoji':
      return String(node['name']);
    default:
      return typeof node['content'] === 'string' ? node['content'] : html`${inner()}`;
  }
}

/** A way to the channel or thread, if the reader sees it. */
function channelMention(id: string, names: Names): TemplateResult {
  const name = names.channel(id);
  if (name === undefined) {
    return html`<discord-mention type="channel">unknown</discord-mention>`;
  }
  return html`<button type="button" class="channel-mention" @click=${() => names.openChannel(id)}>
    <discord-mention type="channel">${name}</discord-mention>
  </button>`;
}

function children(node: Node): Node[] {
  const content: unknown = node['content'];
  if (Array.isArray(content)) return content as Node[];
  return typeof content === 'string' ? [{ type: 'text', content }] : [];
}

/** A quote's last line break would show as an empty line. */
function quoted(node: Node): Node[] {
  const nodes = children(node);
  return withLists(nodes.at(-1)?.type === 'br' ? nodes.slice(0, -1) : nodes);
}

function heading(level: number, content: Content[]): TemplateResult {
  if (level === 1) return html`<h1>${content}</h1>`;
  return level === 2 ? html`<h2>${content}</h2>` : html`<h3>${content}</h3>`;
}

function list({ ordered, start, items }: ListNode, names: Names): TemplateResult {
  const content = items.map(
    (nodes) => html`<li>${nodes.map((node) => rendered(node, names))}</li>`,
  );
  return ordered
    ? html`<ol start=${start}>
        ${content}
      </ol>`
    : html`<ul>
        ${content}
      </ul>`;
}

/** Only addresses of the web become links: a `javascript:` one would run in the page. */
function link(target: string, content: Content[]): TemplateResult {
  const protocol = URL.parse(target)?.protocol;
  if (protocol !== 'https:' && protocol !== 'http:') return html`${content}`;
  return html`<a href=${target} target="_blank" rel="noopener noreferrer">${content}</a>`;
}

function reveal({ currentTarget }: Event): void {
  const spoiler = currentTarget as HTMLElement;
  spoiler.setAttribute('activated', '');
  spoiler.removeAttribute('role');
  spoiler.removeAttribute('tabindex');
  spoiler.removeAttribute('aria-label');
}

function revealByKey(event: KeyboardEvent): void {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  reveal(event);
}
