import { ComponentType } from 'discord.js';
import type { Mistake } from '../errors.ts';
import { type Json, listOf } from '../json.ts';

type Path = readonly PropertyKey[];

/** What the schema passes of menus to choose from, and Discord does not. */
export const mistakesOfSelects = (all: readonly [Path, Json][]): Mistake[] =>
  all.flatMap(([path, component]) =>
    component['type'] === ComponentType.StringSelect ? mistakesOf(component, path) : [],
  );

const mistakesOf = (menu: Json, path: Path): Mistake[] => {
  const options = listOf(menu['options']);
  const values = options.map(({ value }) => value);
  const mistakes = values.flatMap((value, index): Mistake[] =>
    values.indexOf(value) === index
      ? []
      : [
          {
            path: [...path, 'options', index, 'value'],
            code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
            message: 'The specified option value is already used',
          },
        ],
  );
  const chosen = options.filter((option) => option['default'] === true);
  if (chosen.length > Number(menu['max_values'] ?? 1)) {
    mistakes.push({
      path: [...path, 'options'],
      code: 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
      message: 'The specified number of default values exceeds the specified maximum values',
    });
  }
  return mistakes;
};
