import { render } from 'lit';
import type { ShownChannel, ShownMessage, User } from '../server/protocol.ts';
import type { Actions } from './actions.ts';
import { channelStart } from './channelStart.ts';
import { isEphemeral, isSaid, messageView, type Standing } from './messageView.ts';
import { nameOf } from './user.ts';

interface Row {
  message: ShownMessage;
  element: HTMLElement;
}

/** Messages of one author within this time stand together. */
const TOGETHER_MS = 7 * 60_000;
/** Nearer to the end than this is at the end. */
const NEAR_END_PX = 60;

/** The messages of one channel. A change of one message renders that message only. */
export class MessageList {
  readonly #scroller: HTMLElement;
  readonly #log: HTMLElement;
  readonly #start: HTMLElement;
  readonly #jump: HTMLButtonElement;
  readonly #actions: Actions;
  #rows: Row[] = [];
  /** Whether what comes is scrolled to: as long as nobody has scrolled away from the end. */
  #sticks = true;
  #lastTop = 0;

  constructor(root: HTMLElement, actions: Actions) {
    this.#actions = actions;
    this.#scroller = div('scroller');
    this.#start = div('channel-start');
    this.#log = document.createElement('discord-messages');
    this.#log.setAttribute('no-background', '');
    this.#log.setAttribute('role', 'log');
    this.#log.setAttribute('aria-label', 'Messages');
    this.#log.setAttribute('aria-relevant', 'additions');
    this.#jump = document.createElement('button');
    this.#jump.type = 'button';
    this.#jump.className = 'jump';
    this.#jump.textContent = 'You’re viewing older messages · Jump to present';
    this.#jump.hidden = true;
    this.#jump.addEventListener('click', () => this.scrollToEnd());
    this.#scroller.append(this.#start, this.#log);
    root.append(this.#scroller, this.#jump);

    this.#scroller.addEventListener('scroll', () => this.#noteScroll(), { passive: true });
    this.#log.addEventListener('keydown', (event) => this.#onKey(event));
    this.#log.addEventListener('contextmenu', (event) => this.#onMenu(event));
    const watch = new ResizeObserver(() => this.#keepEnd());
    watch.observe(this.#log);
    watch.observe(this.#scroller);
  }

  /** Shows another channel, from its end. */
  show(channel: ShownChannel, app: User): void {
    render(channelStart(channel, app), this.#start);
    this.#rows = channel.messages.map((message) => ({ message, element: rowElement(message) }));
    this.#log.replaceChildren(...this.#rows.map(({ element }) => element));
    for (const index of this.#rows.keys()) this.#render(index);
    this.#focusable(this.#rows.length - 1);
    this.scrollToEnd();
    // Skyra's components render a moment later; if the list is then as high as the one before, no resize tells of it.
    requestAnimationFrame(() => this.#keepEnd());
  }

  /** Shows a new message in its place, or what became of one. */
  put(message: ShownMessage): void {
    const at = this.#rows.findIndex((row) => row.message.id === message.id);
    const known = this.#rows[at];
    if (known) {
      known.message = message;
      delete known.element.dataset['failed'];
      this.#render(at);
      return;
    }
    const next = this.#rows.findIndex((row) => isAfter(row.message, message));
    const index = next === -1 ? this.#rows.length : next;
    const element = rowElement(message);
    this.#log.insertBefore(element, this.#rows[index]?.element ?? null);
    this.#rows.splice(index, 0, { message, element });
    this.#render(index);
    if (index + 1 < this.#rows.length) this.#render(index + 1);
    this.#focusable(this.#rows.length - 1);
  }

  remove(messageId: string): void {
    const index = this.#rows.findIndex((row) => row.message.id === messageId);
    const [row] = index === -1 ? [] : this.#rows.splice(index, 1);
    if (!row) return;
    const hadFocus = row.element.contains(document.activeElement);
    row.element.remove();
    if (index < this.#rows.length) this.#render(index);
    const neighbour = Math.min(index, this.#rows.length - 1);
    this.#focusable(neighbour);
    if (hadFocus) this.#rows[neighbour]?.element.focus();
  }

  scrollToEnd(): void {
    this.#sticks = true;
    this.#keepEnd();
  }

  #render(index: number): void {
    const { message, element } = this.#rows[index] as Row;
    const standing = standingOf(message, this.#rows[index - 1]?.message);
    element.classList.toggle('continued', standing.isContinued);
    element.classList.toggle('ephemeral', isEphemeral(message));
    element.ariaLabel = nameOf(message.author);
    render(messageView(message, standing, this.#actions), element);
  }

  // One message is a stop for the Tab key; the arrow keys go from there.
  #focusable(index: number): void {
    for (const [at, { element }] of this.#rows.entries()) element.tabIndex = at === index ? 0 : -1;
  }

  #onKey(event: KeyboardEvent): void {
    const index = this.#rows.findIndex(({ element }) => element === event.target);
    const row = this.#rows[index];
    if (!row) return;
    const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (isMenuKey) {
      event.preventDefault();
      this.#actions.openMessageMenu(row.message, row.element.querySelector('.more') ?? row.element);
      return;
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const target = step === undefined ? undefined : this.#rows[index + step];
    if (!target || step === undefined) return;
    event.preventDefault();
    this.#focusable(index + step);
    target.element.focus();
  }

  #onMenu(event: MouseEvent): void {
    const element = (event.target as Element).closest('.message');
    const row = this.#rows.find((candidate) => candidate.element === element);
    // On a link or a selection the browser's own menu is of more use.
    if (!row || (event.target as Element).closest('a') || getSelection()?.type === 'Range') return;
    event.preventDefault();
    this.#actions.openMessageMenu(row.message, { x: event.clientX, y: event.clientY });
  }

  #noteScroll(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    // What grows below does not scroll: only who goes back has left the end.
    if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) this.#sticks = true;
    else if (scrollTop < this.#lastTop) this.#sticks = false;
    this.#lastTop = scrollTop;
    this.#jump.hidden = this.#sticks || scrollHeight - scrollTop < 2 * clientHeight;
  }

  #keepEnd(): void {
    if (!this.#sticks) return;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    // What another, shorter channel takes away from the position is no scrolling back.
    this.#lastTop = this.#scroller.scrollTop;
    this.#jump.hidden = true;
  }
}

function rowElement({ id }: ShownMessage): HTMLElement {
  const element = div('message');
  element.role = 'article';
  element.dataset['id'] = id;
  element.tabIndex = -1;
  return element;
}

function div(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}

const isAfter = (one: ShownMessage, other: ShownMessage): boolean =>
  BigInt(one.id) > BigInt(other.id);

function standingOf(message: ShownMessage, before: ShownMessage | undefined): Standing {
  const time = Date.parse(message.timestamp);
  const beginsDay =
    !before || new Date(before.timestamp).toDateString() !== new Date(time).toDateString();
  const isContinued =
    before !== undefined &&
    !beginsDay &&
    before.author.id === message.author.id &&
    isSaid(before) &&
    !message.interaction &&
    !message.message_reference &&
    isEphemeral(before) === isEphemeral(message) &&
    time - Date.parse(before.timestamp) < TOGETHER_MS;
  return { beginsDay, isContinued };
}
