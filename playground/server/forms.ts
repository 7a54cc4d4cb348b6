import { ComponentType } from 'discord.js';
import type { Modal } from '../discord/index.ts';
import type { ModalPart, ShownModal } from './protocol.ts';

type Json = Record<string, unknown>;

/** A form with its texts and fields in their order. */
export function shownModal(id: string, modal: Modal): ShownModal {
  const fields = new Map(modal.fields.map((field) => [field.customId, field]));
  const parts = modal.components.flatMap((component): ModalPart[] => {
    if (component['type'] === ComponentType.TextDisplay) {
      return [{ kind: 'text', content: String(component['content']) }];
    }
    const nested = (component['components'] ?? [component['component']]) as (Json | undefined)[];
    return nested.flatMap((input): ModalPart[] => {
      const field = fields.get(String(input?.['custom_id']));
      if (!input || !field) return [];
      const { customId, label, description, placeholder, required } = field;
      const common = { customId, label, description, placeholder, required };
      if (field.type !== ComponentType.TextInput) {
        const { options, values, maxValues } = field;
        return [{ ...common, kind: 'select', options, values, maxValues }];
      }
      const { value, minLength, maxLength, style } = field;
      return [{ ...common, kind: 'input', value, minLength, maxLength, isParagraph: style === 2 }];
    });
  });
  return { id, title: modal.title, parts };
}
