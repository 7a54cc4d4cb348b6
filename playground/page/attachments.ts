import type { APIAttachment } from 'discord.js';
import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { isPicture } from './files.ts';
import { icons } from './icons.ts';

const KILOBYTE = 1024;

/** A file of a message: a picture is shown, everything else can be fetched. */
export function attachment(file: APIAttachment): TemplateResult {
  const { filename, url, size, content_type: type = '' } = file;
  if (isPicture(type)) {
    return html`<a class="picture" href=${url} target="_blank" rel="noopener noreferrer">
      <img
        src=${url}
        alt=${file.description ?? filename}
        width=${ifDefined(file.width ?? undefined)}
        height=${ifDefined(file.height ?? undefined)}
      />
    </a>`;
  }
  return html`<div class="file">
    ${icons.file}
    <div>
      <a href=${url} download=${filename}>${filename}</a>
      <small>${sizeText(size)}</small>
    </div>
  </div>`;
}

/** Bytes as Discord writes them. */
export function sizeText(bytes: number): string {
  if (bytes < KILOBYTE) return `${bytes} bytes`;
  const kilobytes = bytes / KILOBYTE;
  return kilobytes < KILOBYTE
    ? `${kilobytes.toFixed(2)} KB`
    : `${(kilobytes / KILOBYTE).toFixed(2)} MB`;
}
