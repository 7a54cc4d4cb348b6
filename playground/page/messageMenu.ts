import type { OfferedCommand, ShownMessage } from '../server/protocol.ts';
import type { RequestBody } from '../server/requests.ts';
import type { Actions } from './actions.ts';
import type { MenuItem } from './menu.ts';
import { isEphemeral, isSaid } from './messageView.ts';

/** What can be done with a message. `commands`: those that are offered in its channel. */
export function messageMenu(
  message: ShownMessage,
  commands: readonly OfferedCommand[],
  { ask, complain, reply }: Actions,
): MenuItem[] {
  const { id: messageId, channel_id: channelId, content, canDelete, isNotice } = message;
  const request = (body: RequestBody) => (): void => {
    ask(body).catch(complain);
  };
  const onMessages = isNotice ? [] : commands.filter(({ kind }) => kind === 'message');
  const isAnswerable = isSaid(message) && !isEphemeral(message);
  const items: (MenuItem | false)[] = [
    isAnswerable && { label: 'Reply', group: 'Message', choose: () => reply(message) },
    {
      label: 'Copy Text',
      group: 'Message',
      choose: () => {
        navigator.clipboard.writeText(content).catch(complain);
      },
    },
    canDelete && {
      label: 'Delete Message',
      group: 'Message',
      isDanger: true,
      choose: request({ type: 'deleteMessage', channelId, messageId }),
    },
  ];
  return [
    ...items.filter((item) => item !== false),
    ...onMessages.map(({ name, label }): MenuItem => ({
      label,
      group: 'Apps',
      choose: request({ type: 'runMessageCommand', channelId, messageId, command: name }),
    })),
  ];
}
