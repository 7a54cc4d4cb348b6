/** A method of an object, bound to it. */
export type Method = (...given: unknown[]) => unknown;

/** The same object with other methods, made of its own. */
export function withMethods<Target extends object>(
  target: Target,
  make: (name: PropertyKey, method: Method) => unknown,
): Target {
  return new Proxy(target, {
    get: (_, name) => {
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? make(name, member.bind(target) as Method) : member;
    },
  });
}
