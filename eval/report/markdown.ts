import { parse } from 'discord-markdown-parser';
import { type ListNode, type Node, withLists } from '../../playground/page/lists.ts';
import { type Html, html } from './html.ts';

/** A text as Discord would show it, without its colours. */
export function markdown(text: string): Html {
  return html`${withLists(parse(text.trim(), 'extended')).map(rendered)}`;
}

function rendered(node: Node): Html {
  const inner = (): Html => html`${children(node).map(rendered)}`;
  switch (node.type) {
    case 'br':
    case 'newline':
      return html`<br />`;
    case 'strong':
      return html`<strong>${inner()}</strong>`;
    case 'em':
      return html`<em>${inner()}</em>`;
    case 'underline':
      return html`<u>${inner()}</u>`;
    case 'strikethrough':
      return html`<s>${inner()}</s>`;
    case 'inlineCode':
      return html`<code>${String(node['content'])}</code>`;
    case 'codeBlock':
      return html`<pre><code>${String(node['content'])}</code></pre>`;
    case 'heading':
      return html`<p class="heading">${inner()}</p>`;
    case 'subtext':
      return html`<small>${inner()}</small>`;
    case 'blockQuote':
      return html`<blockquote>${withLists(children(node)).map(rendered)}</blockquote>`;
    case 'list':
      return list(node as unknown as ListNode);
    case 'twemoji':
      return html`${String(node['name'])}`;
    default:
      return typeof node['content'] === 'string' ? html`${node['content']}` : inner();
  }
}

function children(node: Node): Node[] {
  const content: unknown = node['content'];
  if (Array.isArray(content)) return content as Node[];
  return typeof content === 'string' ? [{ type: 'text', content }] : [];
}

function list({ ordered, start, items }: ListNode): Html {
  const content = items.map((nodes) => html`<li>${nodes.map(rendered)}</li>`);
  return ordered
    ? html`<ol start="${start}">
        ${content}
      </ol>`
    : html`<ul>
        ${content}
      </ul>`;
}
