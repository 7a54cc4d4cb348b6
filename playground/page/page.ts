import { render } from 'lit';
import type { Result, Scene, ShownChannel, ShownMessage, User } from '../server/protocol.ts';
import type { RequestBody } from '../server/requests.ts';
import type { Actions } from './actions.ts';
import { Composer } from './composer.ts';
import { Connection, type News } from './connection.ts';
import { openMenu } from './menu.ts';
import { MessageList } from './messageList.ts';
import { messageMenu } from './messageMenu.ts';
import { ModalDialog } from './modalDialog.ts';
import { Panel } from './panel.ts';
import { channelInAddress, placeInAddress, setAddress } from './place.ts';
import { channelList, type FrameHandlers, header, rail, titlebar } from './shell.ts';
import { applyTheme, currentTheme, toggleTheme } from './theme.ts';

/** The whole page: what is known, who looks, which channel is open. */
export class Page {
  readonly #actions: Actions = {
    ask: (request) => this.#ask(request),
    complain: (error) => this.#composer.complain(wordsOf(error)),
    openMessageMenu: (message, where) => {
      const { commands = [] } = this.#channelOf(message.channel_id) ?? {};
      openMenu('Message', messageMenu(message, commands, this.#actions), where);
    },
    reply: (message) => this.#composer.reply(message),
    names: {
      user: (id) => this.#userName(id),
      channel: (id) => this.#channelOf(id)?.name,
      openChannel: (id) => this.#openChannel(id),
    },
  };
  readonly #handlers: FrameHandlers = {
    openChannel: (id) => this.#openChannel(id),
    become: (person) => this.#become(person),
    toggleTheme: () => {
      toggleTheme();
      this.#applyTheme();
      this.#renderFrame();
    },
    toggleDrawer: () => this.#setDrawer(!this.#isDrawerOpen),
    togglePanel: () => this.#setPanel(!this.#isPanelOpen),
  };
  readonly #messages = new MessageList(part('messages'), this.#actions);
  readonly #composer = new Composer(part('composer'), this.#actions);
  readonly #panel = new Panel(part('panel'), this.#actions, {
    close: () => this.#setPanel(false),
    channelId: () => this.#channelId,
  });
  readonly #unread = new Set<string>();
  readonly #connection: Connection;
  #scene: Scene | undefined;
  #channelId = '';
  #isConnected = false;
  #isDrawerOpen = false;
  #isPanelOpen = false;

  constructor() {
    this.#applyTheme();
    const backdrop = part('backdrop');
    backdrop.addEventListener('click', () => this.#setDrawer(false));
    document.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && this.#isDrawerOpen) this.#setDrawer(false);
    });
    // The colours of a system that changes between day and night.
    matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => {
      this.#applyTheme();
      this.#renderFrame();
    });
    const chat = part('chat');
    chat.addEventListener('dragover', (event) => event.preventDefault());
    chat.addEventListener('drop', (event) => {
      event.preventDefault();
      this.#composer.attach([...(event.dataTransfer?.files ?? [])]);
    });
    // An address that was typed or bookmarked, in the window that is open.
    addEventListener('hashchange', () => this.#view(placeInAddress().person));
    this.#connection = new Connection({
      opened: () => this.#view(placeInAddress().person),
      lost: () => {
        this.#isConnected = false;
        this.#renderFrame();
      },
      news: (news) => this.#take(news),
    });
  }

  #view(person: string): void {
    this.#connection.request({ type: 'view', person }).catch(this.#actions.complain);
    if (this.#isPanelOpen) this.#panel.watch();
  }

  #take(news: News): void {
    switch (news.type) {
      case 'scene':
        return this.#enter(news);
      case 'message':
        return this.#putMessage(news.channelId, news.message);
      case 'messageGone':
        return this.#removeMessage(news.channelId, news.messageId);
      case 'typing':
        if (news.channelId === this.#channelId) this.#composer.showTyping();
        return undefined;
      case 'channel':
        return this.#putChannel(news.channel);
      case 'channelGone':
        return this.#removeChannel(news.channelId);
      case 'channelCommands': {
        const channel = this.#channelOf(news.channelId);
        if (channel) channel.commands = news.commands;
        return undefined;
      }
      case 'bot':
        if (this.#scene) this.#scene.bot = { state: news.state };
        this.#panel.showBot(news);
        return this.#renderFrame();
      case 'traffic':
        return this.#panel.showTraffic(news.records);
    }
  }

  #enter(scene: Scene): void {
    this.#scene = scene;
    this.#isConnected = true;
    this.#unread.clear();
    this.#panel.show(scene);
    this.#openChannel(channelInAddress(scene)?.id ?? '');
  }

  #openChannel(id: string): void {
    const scene = this.#scene;
    const channel = this.#channelOf(id);
    if (!scene || !channel) return;
    this.#channelId = id;
    this.#unread.delete(id);
    setAddress(scene.person.username, channel);
    document.title = `${channel.isDirect ? '@' : '#'}${channel.name} · ${scene.person.displayName} · Confidant’s playground`;
    this.#messages.show(channel, scene.app);
    this.#composer.show(channel, scene);
    this.#setDrawer(false);
    // On a touch screen the focus would open the keyboard over the conversation.
    if (matchMedia('(hover: hover)').matches) this.#composer.focus();
  }

  #become({ username }: User): void {
    setAddress(username, this.#channelOf(this.#channelId));
    this.#channelId = '';
    this.#view(username);
  }

  /** Takes a thread in, or what has changed of it. */
  #putChannel(channel: ShownChannel): void {
    const known = this.#channelOf(channel.id);
    if (!known) this.#scene?.channels.push(channel);
    else Object.assign(known, { ...channel, messages: known.messages });
    if (channel.id === this.#channelId && this.#scene) {
      this.#composer.show(this.#channelOf(channel.id) ?? channel, this.#scene);
    }
    this.#renderFrame();
  }

  /** Forgets a thread; who looks at it goes back to its channel. */
  #removeChannel(id: string): void {
    const scene = this.#scene;
    const gone = this.#channelOf(id);
    if (!scene || !gone) return;
    scene.channels = scene.channels.filter((channel) => channel !== gone);
    this.#unread.delete(id);
    if (id === this.#channelId) this.#openChannel(gone.thread?.parentId ?? '');
    this.#renderFrame();
  }

  #putMessage(channelId: string, message: ShownMessage): void {
    const channel = this.#channelOf(channelId);
    if (!channel) return;
    const index = channel.messages.findIndex(({ id }) => id === message.id);
    if (index === -1) channel.messages.push(message);
    else channel.messages[index] = message;
    if (channelId === this.#channelId) {
      this.#messages.put(message);
      if (index !== -1) return;
      if (message.author.bot) this.#composer.hideTyping();
      // Who says something or runs a command looks at what comes of it.
      const author = message.interaction?.user ?? message.author;
      if (author.id === this.#scene?.person.id) this.#messages.scrollToEnd();
    } else if (index === -1) {
      this.#unread.add(channelId);
      this.#renderFrame();
    }
  }

  #removeMessage(channelId: string, messageId: string): void {
    const channel = this.#channelOf(channelId);
    if (!channel) return;
    channel.messages = channel.messages.filter(({ id }) => id !== messageId);
    if (channelId === this.#channelId) this.#messages.remove(messageId);
  }

  async #ask(request: RequestBody): Promise<Result> {
    const result = await this.#connection.request(request);
    const scene = this.#scene;
    if (result.modal && scene) {
      const { id: modalId } = result.modal;
      void new ModalDialog(result.modal, {
        app: scene.app,
        names: this.#actions.names,
        submit: async (values) => {
          const { failed } = await this.#ask({ type: 'submitModal', modalId, values });
          return failed ?? false;
        },
      });
    }
    return result;
  }

  #userName(id: string): string | undefined {
    const { app, people = [] } = this.#scene ?? {};
    return [...people, ...(app ? [app] : [])].find((user) => user.id === id)?.displayName;
  }

  #channelOf(id: string): ShownChannel | undefined {
    return this.#scene?.channels.find((channel) => channel.id === id);
  }

  #setDrawer(isOpen: boolean): void {
    this.#isDrawerOpen = isOpen;
    document.body.classList.toggle('drawer-open', isOpen);
    part('backdrop').hidden = !isOpen;
    this.#renderFrame();
    if (isOpen) part('channels').querySelector<HTMLElement>('[aria-current="page"]')?.focus();
  }

  #setPanel(isOpen: boolean): void {
    this.#isPanelOpen = isOpen;
    this.#panel.setOpen(isOpen);
    this.#renderFrame();
    const target = isOpen ? '#panel .icon-button' : '.hood-button';
    document.querySelector<HTMLElement>(target)?.focus();
  }

  #applyTheme(): void {
    applyTheme(currentTheme());
  }

  #renderFrame(): void {
    const channel = this.#channelOf(this.#channelId);
    if (!this.#scene || !channel) return;
    const frame = {
      scene: this.#scene,
      channel,
      unread: this.#unread,
      theme: currentTheme(),
      isConnected: this.#isConnected,
      isDrawerOpen: this.#isDrawerOpen,
      isPanelOpen: this.#isPanelOpen,
    };
    render(titlebar(frame, this.#handlers), part('titlebar'));
    render(rail(frame, this.#handlers), part('rail'));
    render(channelList(frame, this.#handlers), part('channels'));
    render(header(frame, this.#handlers), part('header'));
  }
}

function part(id: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(`#${id}`);
  if (!element) throw new Error(`The page has no #${id}`);
  return element;
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
