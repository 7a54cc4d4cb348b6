import { html, type TemplateResult } from 'lit';
import { sizeText } from './attachments.ts';
import { isPicture } from './files.ts';
import { icons } from './icons.ts';

/** Where the browser shows a chosen picture from; the same file keeps its address. */
const previews = new WeakMap<File, string>();

/** The files that go with the next message, pictures as thumbnails. */
export function chosenFiles(files: readonly File[], remove: (file: File) => void): TemplateResult {
  return html`<ul class="chosen-files" aria-label="Attachments">
    ${files.map(
      (file) =>
        html`<li>
          ${isPicture(file.type) ? html`<img src=${previewOf(file)} alt="" />` : icons.file}
          <span>${file.name}</span>
          <small>${sizeText(file.size)}</small>
          <button type="button" aria-label="Remove ${file.name}" @click=${() => remove(file)}>
            ${icons.close}
          </button>
        </li>`,
    )}
  </ul>`;
}

/** Lets the browser forget the pictures of files that are not shown any more. */
export function forgetPreviews(files: readonly File[]): void {
  for (const file of files) {
    URL.revokeObjectURL(previews.get(file) ?? '');
    previews.delete(file);
  }
}

function previewOf(file: File): string {
  const known = previews.get(file);
  if (known !== undefined) return known;
  const url = URL.createObjectURL(file);
  previews.set(file, url);
  return url;
}
