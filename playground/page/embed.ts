import type { APIEmbed } from 'discord.js';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { markdown, type Names } from './markdown.ts';
import { messageTime } from './time.ts';

/** An embed, with Skyra's components. Pictures from elsewhere are not fetched. */
export function embed(data: APIEmbed, names: Names): TemplateResult {
  const { title, description, fields = [], footer, author, image, color, timestamp } = data;
  const footerText = [footer?.text, timestamp && messageTime(timestamp)]
    .filter(Boolean)
    .join(' • ');
  return html`<discord-embed
    slot="embeds"
    role="group"
    aria-label=${title ?? 'Embed'}
    embed-title=${ifDefined(title)}
    author-name=${ifDefined(author?.name)}
    color=${ifDefined(color === undefined ? undefined : hex(color))}
    image=${ifDefined(image?.url || undefined)}
  >
    ${
      description
        ? html`<discord-embed-description slot="description" class="markup"
            >${markdown(description, names)}</discord-embed-description
          >`
        : nothing
    }
    ${
      fields.length > 0
        ? html`<discord-embed-fields slot="fields"
            >${fields.map(
              ({ name, value, inline = false }, index) =>
                html`<discord-embed-field
                  field-title=${name}
                  ?inline=${inline}
                  inline-index=${(index % 3) + 1}
                  class="markup"
                  >${markdown(value, names)}</discord-embed-field
                >`,
            )}</discord-embed-fields
          >`
        : nothing
    }
    ${
      footerText === ''
        ? nothing
        : html`<discord-embed-footer slot="footer">${footerText}</discord-embed-footer>`
    }
  </discord-embed>`;
}

const hex = (colour: number): string => `#${colour.toString(16).padStart(6, '0')}`;
