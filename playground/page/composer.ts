import { html, nothing, render } from 'lit';
import type {
  OfferedCommand,
  Scene,
  ShownChannel,
  ShownMessage,
  User,
} from '../server/protocol.ts';
import type { SentFile } from '../server/requests.ts';
import type { Actions } from './actions.ts';
import { chosenFiles, forgetPreviews } from './chosenFiles.ts';
import { CommandForm } from './commandForm.ts';
import { commandOffers } from './commandOffers.ts';
import { chooseFiles, readFiles } from './files.ts';
import { icons } from './icons.ts';
import { mentionOffers, withMentions } from './mentionOffers.ts';
import type { OptionValue } from './optionValues.ts';
import { Picker } from './picker.ts';
import { replyBar, type ReplyTarget } from './replyBar.ts';
import { lengthOf } from './text.ts';

const MAX_CONTENT = 2000;
/** When the number of characters left begins to be shown. */
const COUNT_FROM = 1800;
const MAX_FILES = 10;
const TYPING_MS = 10_000;

/** Where people write: text, slash commands, files. */
export class Composer {
  readonly #actions: Actions;
  readonly #box: HTMLElement;
  readonly #typing: HTMLElement;
  readonly #picker: Picker;
  /** What was written and not sent, by channel. */
  readonly #drafts = new Map<string, string>();
  #channel: ShownChannel | undefined;
  #app: User | undefined;
  /** Who can be mentioned. */
  #users: readonly User[] = [];
  #files: File[] = [];
  #replyTo: ReplyTarget | undefined;
  #notice = '';
  #typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, actions: Actions) {
    this.#actions = actions;
    const picker = document.createElement('div');
    this.#box = document.createElement('div');
    this.#box.className = 'composer-box';
    this.#typing = document.createElement('p');
    this.#typing.className = 'typing';
    this.#typing.ariaLive = 'polite';
    root.append(picker, this.#box, this.#typing);
    this.#picker = new Picker(picker);
    root.addEventListener('paste', (event) => this.#onPaste(event));
  }

  /** Goes to another channel. What was written here waits until one comes back. */
  show(channel: ShownChannel, { app, person, people }: Scene): void {
    const isOther = this.#channel?.id !== channel.id;
    this.#channel = channel;
    this.#app = app;
    this.#users = [app, ...(channel.isDirect ? [person] : people)];
    if (!isOther) return;
    this.#clear();
    this.#notice = '';
    this.hideTyping();
    this.#showText();
  }

  focus(): void {
    this.#field?.focus();
  }

  /** Answers this message with what is sent next. */
  reply(message: ShownMessage): void {
    if (this.#box.querySelector('.command-form')) this.#showText();
    this.#replyTo = { message, pingsAuthor: true };
    this.#render();
    this.focus();
  }

  /** Takes files along with what is sent next. */
  attach(files: File[]): void {
    if (files.length === 0 || this.#box.querySelector('.command-form')) return;
    this.#files = [...this.#files, ...files].slice(0, MAX_FILES);
    this.#render();
    this.focus();
  }

  /** Says what went wrong. */
  complain(text: string): void {
    this.#notice = text;
    this.#render();
  }

  showTyping(): void {
    clearTimeout(this.#typingTimer);
    render(
      html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
        <strong>${this.#app?.displayName}</strong> is typing…`,
      this.#typing,
    );
    this.#typingTimer = setTimeout(() => this.hideTyping(), TYPING_MS);
  }

  hideTyping(): void {
    clearTimeout(this.#typingTimer);
    render(nothing, this.#typing);
  }

  get #field(): HTMLTextAreaElement | null {
    return this.#box.querySelector('#composer-text');
  }

  /** What would be sent. */
  get #content(): string {
    return withMentions(this.#field?.value.trim() ?? '', this.#users);
  }

  #showText(): void {
    this.#picker.hide();
    // A command's form and the text field are different things in one place.
    render(nothing, this.#box);
    this.#render();
    const field = this.#field;
    if (field) field.value = this.#drafts.get(this.#channel?.id ?? '') ?? '';
    this.#render();
  }

  #render(): void {
    if (this.#box.querySelector('.command-form')) return;
    const { name = '', isDirect = false, thread } = this.#channel ?? {};
    const length = lengthOf(this.#content);
    const label = thread ? `Message “${name}”` : `Message ${isDirect ? '@' : '#'}${name}`;
    render(
      html`${this.#notice === '' ? nothing : html`<p class="notice" role="alert">${this.#notice}</p>`}
        ${this.#replyTo ? replyBar(this.#replyTo, this.#onReply) : nothing}
        ${this.#files.length > 0 ? chosenFiles(this.#files, this.#remove) : nothing}
        <div class="composer-line">
          <button type="button" class="attach" aria-label="Attach files" @click=${this.#choose}>
            ${icons.plus}
          </button>
          <textarea
            id="composer-text"
            rows="1"
            placeholder=${label}
            aria-label=${label}
            autocomplete="off"
            @input=${this.#onInput}
            @keydown=${this.#onKey}
            @blur=${() => this.#picker.hide()}
          ></textarea>
          ${
            length >= COUNT_FROM
              ? html`<span class="count ${length > MAX_CONTENT ? 'over' : ''}"
                  >${MAX_CONTENT - length}</span
                >`
              : nothing
          }
          <button type="button" class="send" aria-label="Send message" @click=${this.#send}>
            ${icons.send}
          </button>
        </div>`,
      this.#box,
    );
  }

  readonly #remove = (file: File): void => {
    this.#files = this.#files.filter((other) => other !== file);
    forgetPreviews([file]);
    this.#render();
    this.focus();
  };

  readonly #onInput = (): void => {
    const text = this.#field?.value ?? '';
    this.#drafts.set(this.#channel?.id ?? '', text);
    this.#notice = '';
    this.#render();
    this.#complete(text);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (this.#picker.takes(event)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void this.#send();
    } else if (event.key === 'Escape' && this.#replyTo) {
      event.preventDefault();
      this.#onReply.cancel();
    }
  };

  readonly #onReply = {
    togglePing: (): void => {
      if (!this.#replyTo) return;
      const { message, pingsAuthor } = this.#replyTo;
      this.#replyTo = { message, pingsAuthor: !pingsAuthor };
      this.#render();
    },
    cancel: (): void => {
      this.#replyTo = undefined;
      this.#render();
      this.focus();
    },
  };

  /** Forgets what would go with the next message. */
  #clear(): void {
    forgetPreviews(this.#files);
    this.#files = [];
    this.#replyTo = undefined;
  }

  /** Offers the commands, or else the users, that fit what is typed. */
  #complete(text: string): void {
    const field = this.#field;
    const commands = this.#channel?.commands ?? [];
    const caret = field?.selectionStart ?? text.length;
    const offers =
      (this.#app && commandOffers(text, commands, this.#app, (one) => this.#begin(one))) ??
      mentionOffers(text.slice(0, caret), this.#users, (completed) => {
        field?.setRangeText(completed, 0, caret, 'end');
        this.#onInput();
      });
    if (field && offers) this.#picker.show(field, offers);
    else this.#picker.hide();
  }

  #begin(command: OfferedCommand): void {
    this.#drafts.delete(this.#channel?.id ?? '');
    this.#notice = '';
    this.#picker.hide();
    render(nothing, this.#box);
    const handlers = {
      submit: (_: OfferedCommand, values: Map<string, OptionValue>) =>
        void this.#run(command, values),
      suggest: async (focused: string, values: Map<string, OptionValue>) => {
        const channelId = this.#channel?.id ?? '';
        const { name } = command;
        const options: Record<string, string | number | boolean> = {};
        // A file says nothing to suggestions.
        for (const [option, value] of values) {
          if (!(value instanceof File)) options[option] = value;
        }
        const request = { type: 'suggest', channelId, command: name, options, focused } as const;
        const { choices } = await this.#actions.ask(request);
        if (!choices) throw new Error('The bot did not answer');
        return choices;
      },
      cancel: () => {
        this.#showText();
        this.focus();
      },
    };
    void new CommandForm(this.#box, this.#picker, command, handlers);
  }

  async #run({ name }: OfferedCommand, values: Map<string, OptionValue>): Promise<void> {
    const channelId = this.#channel?.id ?? '';
    this.#showText();
    this.focus();
    await this.#ask(async () => {
      const options: Record<string, string | number | boolean | SentFile> = {};
      for (const [option, value] of values) {
        const [file] = value instanceof File ? await readFiles([value]) : [];
        options[option] = file ?? (value as Exclude<OptionValue, File>);
      }
      await this.#actions.ask({ type: 'runCommand', channelId, command: name, options });
    });
  }

  readonly #send = async (): Promise<void> => {
    const field = this.#field;
    const content = this.#content;
    const files = this.#files;
    const replyTo = this.#replyTo;
    if (!field || (content === '' && files.length === 0)) return;
    if (lengthOf(content) > MAX_CONTENT) {
      this.complain(`Your message is too long. The limit is ${MAX_CONTENT} characters.`);
      return;
    }
    const channelId = this.#channel?.id ?? '';
    field.value = '';
    this.#drafts.delete(channelId);
    this.#clear();
    this.#notice = '';
    this.#render();
    await this.#ask(async () => {
      const attachments = await readFiles(files);
      const { message, pingsAuthor } = replyTo ?? {};
      const reply = message && { replyTo: message.id, pingsAuthor };
      await this.#actions.ask({ type: 'send', channelId, content, attachments, ...reply });
    });
  };

  async #ask(ask: () => Promise<void>): Promise<void> {
    try {
      await ask();
    } catch (error) {
      this.#actions.complain(error);
    }
  }

  readonly #choose = async (): Promise<void> => {
    this.attach(await chooseFiles({ several: true }));
  };

  #onPaste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.attach(files);
  }
}
