import { html, nothing, type TemplateResult } from 'lit';
import type { Scene, ShownChannel, User } from '../server/protocol.ts';
import { avatarOf, guildIcon } from './avatars.ts';
import { icons } from './icons.ts';
import type { Theme } from './theme.ts';

/** All that the frame around the conversation shows. */
export interface Frame {
  scene: Scene;
  channel: ShownChannel;
  /** Channels with messages that the person has not seen. */
  unread: ReadonlySet<string>;
  theme: Theme;
  isConnected: boolean;
  isDrawerOpen: boolean;
  isPanelOpen: boolean;
}

export interface FrameHandlers {
  openChannel: (id: string) => void;
  become: (person: User) => void;
  toggleTheme: () => void;
  toggleDrawer: () => void;
  togglePanel: () => void;
}

const directOf = ({ channels }: Scene): ShownChannel | undefined =>
  channels.find(({ isDirect }) => isDirect);

export function titlebar({ scene, channel, theme, isConnected }: Frame, on: FrameHandlers) {
  const place = channel.isDirect ? 'Direct Messages' : scene.guild.name;
  return html`<span class="place">
      <img src=${channel.isDirect ? avatarOf(scene.app) : guildIcon} alt="" />${place}
    </span>
    ${
      isConnected
        ? nothing
        : html`<span class="offline" role="status">The playground was stopped. Reconnecting…</span>`
    }
    <button
      type="button"
      class="icon-button"
      aria-label=${theme === 'dark' ? 'Light look' : 'Dark look'}
      title=${theme === 'dark' ? 'Light look' : 'Dark look'}
      @click=${on.toggleTheme}
    >
      ${theme === 'dark' ? icons.sun : icons.moon}
    </button>`;
}

export function rail({ scene, channel, unread }: Frame, { openChannel }: FrameHandlers) {
  const direct = directOf(scene);
  const [first] = scene.channels;
  const isDirect = channel.isDirect;
  const guildUnread = scene.channels.some(({ id, isDirect: dm }) => !dm && unread.has(id));
  return html`${railButton({
      label: 'Direct Messages',
      image: avatarOf(scene.app),
      isCurrent: isDirect,
      isUnread: direct !== undefined && unread.has(direct.id),
      open: () => direct && openChannel(direct.id),
    })}
    <hr />
    ${railButton({
      label: scene.guild.name,
      image: guildIcon,
      isCurrent: !isDirect,
      isUnread: guildUnread,
      open: () => first && isDirect && openChannel(first.id),
    })}`;
}

interface RailButton {
  label: string;
  image: string;
  isCurrent: boolean;
  isUnread: boolean;
  open: () => void;
}

function railButton({ label, image, isCurrent, isUnread, open }: RailButton): TemplateResult {
  return html`<button
    type="button"
    class="rail-button ${isUnread && !isCurrent ? 'unread' : ''}"
    aria-label=${isUnread && !isCurrent ? `${label}, unread` : label}
    aria-current=${isCurrent}
    title=${label}
    @click=${open}
  >
    <img src=${image} alt="" />
  </button>`;
}

export function channelList(frame: Frame, on: FrameHandlers): TemplateResult {
  const { scene, channel } = frame;
  const shown = scene.channels.filter(
    ({ isDirect, thread }) => isDirect === channel.isDirect && !thread,
  );
  return html`<h2>${channel.isDirect ? 'Direct Messages' : scene.guild.name}</h2>
    <div class="channel-links">
      ${channel.isDirect ? nothing : html`<h3>Text Channels</h3>`}
      ${shown.map(
        (entry) => html`${channelLink(entry, frame, on)}${threadLinks(entry, frame, on)}`,
      )}
    </div>
    ${personSwitch(scene, on)}`;
}

/** The active threads of a channel, and the one that is open. */
function threadLinks(
  { id, name }: ShownChannel,
  frame: Frame,
  on: FrameHandlers,
): TemplateResult | typeof nothing {
  const threads = frame.scene.channels.filter(
    (entry) =>
      entry.thread?.parentId === id && (!entry.thread.isArchived || entry === frame.channel),
  );
  if (threads.length === 0) return nothing;
  return html`<div class="thread-links" role="group" aria-label="Threads in ${name}">
    ${threads.map((entry) => channelLink(entry, frame, on))}
  </div>`;
}

function channelLink(
  { id, name, isDirect, thread }: ShownChannel,
  { scene, channel, unread }: Frame,
  { openChannel }: FrameHandlers,
): TemplateResult {
  const isUnread = unread.has(id);
  return html`<button
    type="button"
    class="channel-link ${isUnread ? 'unread' : ''}"
    aria-current=${id === channel.id ? 'page' : 'false'}
    aria-label=${isUnread ? `${name}, unread` : name}
    @click=${() => openChannel(id)}
  >
    ${
      isDirect
        ? html`<span class="presence ${scene.bot.state}"
            ><img src=${avatarOf(scene.app)} alt=""
          /></span>`
        : thread
          ? thread.isPrivate
            ? icons.lock
            : nothing
          : icons.hash
    }
    <span>${name}</span>
  </button>`;
}

/** Through whose eyes this window looks. */
function personSwitch({ person, people }: Scene, { become }: FrameHandlers): TemplateResult {
  return html`<div class="person-switch" role="group" aria-label="Look through the eyes of">
    ${people.map(
      (candidate) =>
        html`<button
          type="button"
          aria-pressed=${candidate.id === person.id}
          title="See what ${candidate.displayName} sees"
          @click=${() => become(candidate)}
        >
          <span class="presence running"><img src=${avatarOf(candidate)} alt="" /></span>
          <span><strong>${candidate.displayName}</strong><small>${candidate.username}</small></span>
        </button>`,
    )}
  </div>`;
}

/** What kind of thread it is, and the way back to its channel. */
function threadNote(
  { parentId, isPrivate, isArchived, isLocked }: NonNullable<ShownChannel['thread']>,
  { scene }: Frame,
  { openChannel }: FrameHandlers,
): TemplateResult {
  const parent = scene.channels.find(({ id }) => id === parentId);
  const kind = isPrivate ? 'Private thread' : 'Thread';
  const state = isLocked ? ', closed' : isArchived ? ', archived' : '';
  return html`<span class="thread-note">
    ${isPrivate ? icons.lock : nothing}${kind}${state} in
    <button type="button" class="link" @click=${() => openChannel(parentId)}>
      #${parent?.name}
    </button>
  </span>`;
}

export function header(frame: Frame, on: FrameHandlers): TemplateResult {
  const { scene, channel, isDrawerOpen, isPanelOpen } = frame;
  const { name, isDirect, thread } = channel;
  return html`<button
      type="button"
      class="icon-button drawer-button"
      aria-label="Channels"
      aria-expanded=${isDrawerOpen}
      @click=${on.toggleDrawer}
    >
      ${icons.menu}
    </button>
    ${
      isDirect
        ? html`<span class="presence ${scene.bot.state}"
            ><img src=${avatarOf(scene.app)} alt=""
          /></span>`
        : thread
          ? icons.thread
          : icons.hash
    }
    <h1>${name}</h1>
    ${isDirect ? html`<span class="app-badge">App</span>` : nothing}
    ${thread ? threadNote(thread, frame, on) : nothing}
    <button
      type="button"
      class="hood-button"
      aria-expanded=${isPanelOpen}
      aria-controls="panel"
      @click=${on.togglePanel}
    >
      ${icons.pulse}<span>Under the hood</span>
    </button>`;
}
