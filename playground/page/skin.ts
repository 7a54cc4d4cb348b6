import { DiscordAuthorInfo } from '@skyra/discord-components-core/discord-author-info.js';
import { DiscordCommand } from '@skyra/discord-components-core/discord-command.js';
import { DiscordEmbed } from '@skyra/discord-components-core/discord-embed.js';
import { DiscordEmbedDescription } from '@skyra/discord-components-core/discord-embed-description.js';
import { DiscordEmbedField } from '@skyra/discord-components-core/discord-embed-field.js';
import { DiscordEmbedFields } from '@skyra/discord-components-core/discord-embed-fields.js';
import { DiscordEmbedFooter } from '@skyra/discord-components-core/discord-embed-footer.js';
import { DiscordMention } from '@skyra/discord-components-core/discord-mention.js';
import { DiscordMessage } from '@skyra/discord-components-core/discord-message.js';
import { DiscordReply } from '@skyra/discord-components-core/discord-reply.js';
import { DiscordSpoiler } from '@skyra/discord-components-core/discord-spoiler.js';
import { DiscordTime } from '@skyra/discord-components-core/discord-time.js';
import { css, type CSSResultOrNative, type LitElement } from 'lit';

/**
 * Skyra's components have the colours of an older Discord, fixed inside. Today's come over them; they are
 * custom properties of the page, so that the dark and the light look need no other markup.
 */
const SKINS: [typeof LitElement, CSSResultOrNative][] = [
  [
    DiscordMessage,
    css`
      :host {
        font-family: inherit;
        font-size: 1rem;
        color: var(--text);
        padding: 2px 48px 2px 16px;
        margin: 0;
        min-height: 0;
      }
      :host(:hover) {
        background: none;
      }
      .discord-message-inner-center {
        align-items: flex-start;
      }
      .discord-author-avatar {
        margin-top: 2px;
        margin-right: 16px;
      }
      .discord-author-avatar img {
        cursor: default;
      }
      .discord-message-content {
        min-width: 0;
        line-height: 1.375rem;
        padding-top: 0;
      }
      :host .discord-message-timestamp {
        color: var(--text-muted);
        font-size: 0.75rem;
        line-height: 1.375rem;
        margin-left: 4px;
      }
      .discord-message-body-only-indent {
        flex: 0 0 56px;
        margin-left: 0 !important;
        text-align: left;
        white-space: nowrap;
      }
      :host .discord-message-timestamp-hover.discord-message-body-only-indent {
        font-size: 0.6875rem;
      }
      .discord-message-edited {
        color: var(--text-muted);
        font-size: 0.625rem;
        margin-left: 4px;
      }
      .discord-message-body {
        line-height: 1.375rem;
      }
    `,
  ],
  [
    DiscordAuthorInfo,
    css`
      :host .discord-author-username {
        color: var(--text-strong);
        line-height: 1.375rem;
      }
      :host .discord-author-username:hover {
        cursor: default;
      }
      :host .discord-application-tag {
        background: var(--brand);
        border-radius: 4px;
        font-size: 0.6875rem;
        font-weight: 600;
        height: 15px;
        margin-left: 5px;
      }
    `,
  ],
  ...[DiscordReply, DiscordCommand].map((reply): [typeof LitElement, CSSResultOrNative] => [
    reply,
    css`
      :host {
        font-family: inherit;
        color: var(--text-muted);
        padding-top: 4px;
        margin-bottom: 4px;
        min-width: 0;
      }
      :host:before {
        border-color: var(--line-strong) !important;
      }
      .discord-replied-message-username {
        color: var(--text-strong);
        opacity: 1;
        cursor: default;
      }
      .discord-replied-message-content {
        color: var(--text);
        overflow: hidden;
        cursor: default;
      }
      .discord-replied-message-content:hover {
        color: var(--text);
      }
      :host .discord-slash-command-name,
      :host .discord-slash-command-name:hover,
      .discord-context-command-name {
        color: var(--mention) !important;
        background: var(--mention-back);
        opacity: 1;
      }
      .discord-context-command-name,
      .discord-context-user {
        flex: none;
      }
      .discord-context-command-name {
        padding: 0 4px;
        border-radius: 3px;
      }
      .discord-context-user,
      .discord-message-margintop {
        margin-top: 0;
      }
      .discord-context-user .discord-replied-message-username {
        margin-right: 0.25rem;
      }
    `,
  ]),
  [
    DiscordEmbed,
    css`
      :host {
        color: var(--text);
        margin: 4px 0 2px;
        font-size: 0.875rem;
      }
      :host .discord-left-border {
        background: var(--embed-edge);
      }
      :host .discord-embed-wrapper {
        background: var(--back-raised);
        border: 1px solid var(--line);
        border-left: 0;
        max-width: 520px;
      }
      :host .discord-embed-title,
      :host .discord-embed-author {
        color: var(--text-strong);
      }
      :host .discord-embed-image {
        max-width: 100%;
      }
    `,
  ],
  [
    DiscordEmbedDescription,
    css`
      :host {
        line-height: 1.25rem;
      }
    `,
  ],
  [
    DiscordEmbedFields,
    css`
      :host {
        min-width: 0;
      }
    `,
  ],
  [
    DiscordEmbedField,
    css`
      :host {
        min-width: 0;
      }
      :host .discord-field-title {
        color: var(--text-strong);
      }
    `,
  ],
  [
    DiscordEmbedFooter,
    css`
      :host {
        color: var(--text-muted);
      }
    `,
  ],
  [
    DiscordMention,
    css`
      :host,
      :host(:hover) {
        color: var(--mention);
        background: var(--mention-back);
        cursor: default;
      }
    `,
  ],
  [
    DiscordSpoiler,
    css`
      :host,
      :host(:hover) {
        background: var(--spoiler);
        color: transparent;
      }
      :host([activated]),
      :host([activated]:hover) {
        background: var(--back-soft);
        color: inherit;
        cursor: text;
      }
    `,
  ],
  [
    DiscordTime,
    css`
      :host {
        background: var(--back-soft);
      }
    `,
  ],
];

/** Puts today's look over Skyra's components; before the first of them is rendered. */
export function dressUp(): void {
  for (const [component, skin] of SKINS) component.elementStyles.push(skin);
}
