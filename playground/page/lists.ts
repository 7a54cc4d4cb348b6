import type { parse } from 'discord-markdown-parser';

export type Node = ReturnType<typeof parse>[number];
type Line = Node[];

/** A list, which the parser leaves as lines of text. */
export interface ListNode {
  type: 'list';
  ordered: boolean;
  start: number;
  items: Line[];
}

interface Item {
  indent: number;
  ordered: boolean;
  number: number;
  nodes: Line;
}

const BLOCKS = new Set(['heading', 'subtext', 'blockQuote', 'codeBlock']);
const MARKER = /^( *)(?:[-*]|(\d{1,10})\.) +/;

/** The same nodes, with lists in place of the lines that are list items. */
export function withLists(nodes: readonly Node[]): Node[] {
  const result: Node[] = [];
  let items: Item[] = [];
  let text: Line[] = [];
  const finish = (): void => {
    result.push(...nested(items, 0, items.length), ...joined(text));
    items = [];
    text = [];
  };
  for (const line of linesOf(nodes)) {
    const item = itemOf(line);
    const last = items.at(-1);
    if (item) {
      if (text.length > 0) finish();
      items.push(item);
    } else if (last && isContinuation(line, last)) {
      last.nodes.push({ type: 'br' }, ...line);
    } else {
      if (items.length > 0 || isBlock(line)) finish();
      if (isBlock(line)) result.push(...line);
      else text.push(line);
    }
  }
  finish();
  return result;
}

/** Cuts at line breaks; a block is a line of its own. Pieces of text that belong together are joined. */
function linesOf(nodes: readonly Node[]): Line[] {
  const lines: Line[] = [];
  let line: Line = [];
  let afterCode = false;
  for (const node of nodes) {
    const before = line.at(-1);
    if (BLOCKS.has(node.type)) {
      if (line.length > 0) lines.push(line);
      lines.push([node]);
      line = [];
    } else if (node.type === 'br' || node.type === 'newline') {
      // Other blocks have taken the end of their line with them.
      if (!afterCode) lines.push(line);
      line = [];
    } else if (node.type === 'text' && before?.type === 'text') {
      before['content'] = `${before['content']}${node['content']}`;
    } else {
      line.push({ ...node });
    }
    afterCode = node.type === 'codeBlock';
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

/** Lines of text with breaks between them. Before a block, an empty line needs a break of its own to be seen. */
function joined(lines: readonly Line[]): Node[] {
  const nodes = lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'br' }, ...line]));
  return lines.at(-1)?.length === 0 ? [...nodes, { type: 'br' }] : nodes;
}

function isBlock([first]: Line): boolean {
  return first !== undefined && BLOCKS.has(first.type);
}

function itemOf([first, ...rest]: Line): Item | undefined {
  if (first?.type !== 'text') return undefined;
  const text = String(first['content']);
  const marker = MARKER.exec(text);
  if (!marker) return undefined;
  const [whole, spaces = '', number] = marker;
  return {
    indent: spaces.length,
    ordered: number !== undefined,
    number: Number(number ?? 1),
    nodes: [{ type: 'text', content: text.slice(whole.length) }, ...rest],
  };
}

function isContinuation([first]: Line, { indent }: Item): boolean {
  if (first?.type !== 'text') return false;
  const spaces = /^ */.exec(String(first['content']))?.[0].length ?? 0;
  return spaces >= indent + 2;
}

/** The lists of the items from one index to another, deeper ones inside. */
function nested(items: readonly Item[], from: number, to: number): Node[] {
  const lists: ListNode[] = [];
  for (let index = from; index < to;) {
    const item = items[index] as Item;
    let end = index + 1;
    while (end < to && (items[end] as Item).indent > item.indent) end += 1;
    const content = [...item.nodes, ...nested(items, index + 1, end)];
    const list = lists.at(-1);
    if (list?.ordered === item.ordered) list.items.push(content);
    else lists.push({ type: 'list', ordered: item.ordered, start: item.number, items: [content] });
    index = end;
  }
  return lists.map((list) => ({ ...list }));
}
