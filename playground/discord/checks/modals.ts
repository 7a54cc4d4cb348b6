import { ComponentType } from 'discord.js';
import { invalidForm, type Mistake } from '../errors.ts';
import { isJson, type Json, lengthOf, listOf } from '../json.ts';
import { duplicateCustomIds } from './messages.ts';
import { mistakesOfSelects } from './selects.ts';

const MAX_COMPONENTS = 5;

type Path = readonly PropertyKey[];

/** Refuses modals that the schema passes and Discord does not. `at`: where the modal is in the body. */
export const checkModal = (modal: Json, at: Path): void => {
  const components = listOf(modal['components']);
  const mistakes: Mistake[] = [];
  if (components.length > MAX_COMPONENTS) {
    mistakes.push({
      path: [...at, 'components'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be between 1 and ${MAX_COMPONENTS} in length.`,
    });
  }
  const inputs: [Path, Json][] = [];
  for (const [index, component] of components.entries()) {
    const path = [...at, 'components', index];
    if (component['type'] === ComponentType.ActionRow) {
      const row = listOf(component['components']);
      if (row.length > 1) {
        mistakes.push({
          path: [...path, 'components'],
          code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
          message: 'The specified component exceeds the maximum width',
        });
      }
      for (const [place, input] of row.entries()) {
        const inputPath = [...path, 'components', place];
        inputs.push([inputPath, input]);
        // Outside a Label, an input has to bring its own.
        if (!input['label']) mistakes.push(requiredAt([...inputPath, 'label']));
      }
    } else if (isJson(component['component'])) {
      const inputPath = [...path, 'component'];
      inputs.push([inputPath, component['component']]);
      if (component['component']['label']) {
        mistakes.push({
          path: [...inputPath, 'label'],
          code: 'TEXT_INPUT_LABEL_NOT_ALLOWED',
          message: 'A text input inside a Label cannot have a label of its own',
        });
      }
    }
  }
  mistakes.push(
    ...inputs.flatMap(mistakesOfInput),
    ...mistakesOfSelects(inputs),
    ...duplicateCustomIds(inputs),
  );
  if (mistakes.length > 0) throw invalidForm(mistakes);
};

const requiredAt = (path: Path): Mistake => ({
  path,
  code: 'BASE_TYPE_REQUIRED',
  message: 'This field is required',
});

const mistakesOfInput = ([path, input]: [Path, Json]): Mistake[] => {
  const { value, min_length: least, max_length: most } = input;
  if (input['type'] !== ComponentType.TextInput) return [];
  const mistakes: Mistake[] = [];
  if (typeof least === 'number' && typeof most === 'number' && least > most) {
    mistakes.push({
      path: [...path, 'min_length'],
      code: 'TEXT_INPUT_MIN_LENGTH_INVALID',
      message: 'min_length cannot be greater than max_length',
    });
  }
  if (typeof value !== 'string' || value === '') return mistakes;
  const length = lengthOf(value);
  if (typeof most === 'number' && length > most) {
    mistakes.push({
      path: [...path, 'value'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be ${most} or fewer in length.`,
    });
  }
  if (typeof least === 'number' && length < least) {
    mistakes.push({
      path: [...path, 'value'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be ${least} or more in length.`,
    });
  }
  return mistakes;
};
