/** The numbers of Discord's API that the page reads, as Discord's documentation names them. */
export const MessageFlags = { Ephemeral: 1 << 6, Loading: 1 << 7 } as const;
export const ComponentType = { ActionRow: 1, Button: 2, StringSelect: 3 } as const;
export const ButtonStyle = { Primary: 1, Secondary: 2, Success: 3, Danger: 4, Link: 5 } as const;
export const MessageType = {
  Default: 0,
  RecipientAdd: 1,
  RecipientRemove: 2,
  ChannelNameChange: 4,
  ThreadCreated: 18,
  Reply: 19,
  ChatInputCommand: 20,
  ContextMenuCommand: 23,
} as const;
export const CommandType = { ChatInput: 1, Message: 3 } as const;
