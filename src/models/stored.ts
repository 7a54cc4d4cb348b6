/** A record as it is read. Words of it that cannot be decrypted are empty. */
export type Stored<Model> = Model & {
  /** The fields with such words; missing where all can be read. */
  unreadable?: readonly string[];
};

/** Whether none of these fields has words that cannot be decrypted. */
export function canBeRead<Model>(
  { unreadable = [] }: Stored<Model>,
  ...fields: readonly (keyof Model & string)[]
): boolean {
  return fields.every((field) => !unreadable.includes(field));
}
