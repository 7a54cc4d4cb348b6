import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIComponentInMessageActionRow,
  APIMessageTopLevelComponent,
  APIStringSelectComponent,
} from 'discord.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Result, ShownMessage } from '../server/protocol.ts';
import type { Actions } from './actions.ts';
import { ButtonStyle, ComponentType } from './api.ts';
import { icons } from './icons.ts';

const STYLES: Record<number, string> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
  [ButtonStyle.Link]: 'secondary',
};

/** A row of buttons, or a select menu. */
export function actionRow(
  row: APIMessageTopLevelComponent,
  message: ShownMessage,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (typeOf(row) !== ComponentType.ActionRow) return nothing;
  const { components } = row as APIActionRowComponent<APIComponentInMessageActionRow>;
  return html`<div class="action-row">
    ${components.map((component) => item(component, message, actions))}
  </div>`;
}

function item(
  component: APIComponentInMessageActionRow,
  message: ShownMessage,
  actions: Actions,
): TemplateResult | typeof nothing {
  switch (typeOf(component)) {
    case ComponentType.Button:
      return button(component as APIButtonComponent, message, actions);
    case ComponentType.StringSelect:
      return select(component as APIStringSelectComponent, message, actions);
    default:
      return nothing;
  }
}

/** The number of a component's type: of Discord's enumerations, only the types come into the page. */
const typeOf = ({ type }: { type: number }): number => type;

function button(data: APIButtonComponent, message: ShownMessage, actions: Actions): TemplateResult {
  const style = STYLES[data.style] ?? 'secondary';
  const label = 'label' in data ? data.label : undefined;
  const emoji = 'emoji' in data ? data.emoji : undefined;
  // A custom emoji's picture is on Discord's servers; what it means stands in its name.
  const picture = emoji?.id ? `:${emoji.name}:` : emoji?.name;
  const content = html`${picture ? html`<span class="emoji">${picture}</span>` : nothing}${
    label ? html`<span>${label}</span>` : nothing
  }`;
  if ('url' in data) {
    return html`<a
      class="button ${style}"
      href=${data.url}
      target="_blank"
      rel="noopener noreferrer"
      >${content}${icons.link}</a
    >`;
  }
  const { id: messageId, channel_id: channelId } = message;
  const customId = 'custom_id' in data ? data.custom_id : '';
  const onClick = ({ currentTarget }: Event): Promise<void> =>
    use(currentTarget as HTMLElement, actions, () =>
      actions.ask({ type: 'click', channelId, messageId, customId }),
    );
  return html`<button
    type="button"
    class="button ${style}"
    ?disabled=${data.disabled ?? false}
    @click=${onClick}
  >
    ${content}
  </button>`;
}

function select(
  data: APIStringSelectComponent,
  message: ShownMessage,
  actions: Actions,
): TemplateResult {
  const { id: messageId, channel_id: channelId } = message;
  const { custom_id: customId, min_values: least = 1 } = data;
  const onChoose = ({
    currentTarget,
    detail,
  }: CustomEvent<string[]>): Promise<void> | undefined => {
    if (detail.length < least) return undefined;
    return use(currentTarget as HTMLElement, actions, () =>
      actions.ask({ type: 'select', channelId, messageId, customId, values: detail }),
    );
  };
  return html`<select-menu
    .options=${data.options}
    .values=${data.options.filter((option) => option.default).map(({ value }) => value)}
    .placeholder=${data.placeholder ?? 'Make a selection'}
    .maxValues=${data.max_values ?? 1}
    .canBeEmpty=${least === 0}
    .disabled=${data.disabled ?? false}
    @choose=${onChoose}
  ></select-menu>`;
}

/** Shows that the bot is being waited for, and under the message when it does not answer. */
async function use(
  element: HTMLElement,
  actions: Actions,
  ask: () => Promise<Result>,
): Promise<void> {
  if (element.ariaBusy === 'true') return;
  const message = element.closest<HTMLElement>('.message');
  element.ariaBusy = 'true';
  if (message) delete message.dataset['failed'];
  try {
    const { failed } = await ask();
    if (failed && message) message.dataset['failed'] = 'true';
  } catch (error) {
    actions.complain(error);
  } finally {
    element.ariaBusy = null;
  }
}
