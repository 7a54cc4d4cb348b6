import { html, nothing, render } from 'lit';

export interface MenuItem {
  label: string;
  /** Of a message's menu: under which heading it stands. */
  group?: string;
  isDanger?: boolean;
  choose: () => void;
}

const MARGIN = 8;

/** Opens a menu at a point, or below an element. It closes when something is chosen or the focus leaves. */
export function openMenu(
  label: string,
  items: readonly MenuItem[],
  where: { x: number; y: number } | Element,
): void {
  const before = document.activeElement as HTMLElement | null;
  const menu = document.createElement('div');
  menu.className = 'menu';
  menu.role = 'menu';
  menu.ariaLabel = label;
  let isOpen = true;
  const close = (): void => {
    // Taking it away takes the focus from it, which closes it.
    if (!isOpen) return;
    isOpen = false;
    const hadFocus = menu.contains(document.activeElement);
    menu.remove();
    if (hadFocus) before?.focus();
  };
  const choose = (item: MenuItem): void => {
    close();
    item.choose();
  };
  render(
    html`${items.map(
      (item, index) =>
        html`${
            item.group !== undefined && item.group !== items[index - 1]?.group
              ? html`<div class="menu-group">${item.group}</div>`
              : nothing
          }<button
            type="button"
            role="menuitem"
            tabindex="-1"
            class=${item.isDanger ? 'danger' : ''}
            @click=${() => choose(item)}
          >
            ${item.label}
          </button>`,
    )}`,
    menu,
  );
  document.querySelector('#overlays')?.append(menu);
  place(menu, where);

  const buttons = [...menu.querySelectorAll('button')];
  menu.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1 + buttons.length,
      Home: 0,
      End: buttons.length - 1,
    };
    const target = targets[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (target === undefined) return;
    else buttons[target % buttons.length]?.focus();
    event.preventDefault();
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (!menu.contains(relatedTarget as Node | null)) close();
  });
  buttons[0]?.focus();
}

function place(menu: HTMLElement, where: { x: number; y: number } | Element): void {
  const point =
    where instanceof Element
      ? { x: where.getBoundingClientRect().left, y: where.getBoundingClientRect().bottom + 4 }
      : where;
  const x = Math.min(point.x, innerWidth - menu.offsetWidth - MARGIN);
  const y = Math.min(point.y, innerHeight - menu.offsetHeight - MARGIN);
  menu.style.left = `${Math.max(MARGIN, x)}px`;
  menu.style.top = `${Math.max(MARGIN, y)}px`;
}
