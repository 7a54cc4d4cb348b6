/** Something took longer than it may. */
export class OutOfTime extends Error {
  override name = 'OutOfTime';
}

/**
 * The result of some work, if it comes in time. The work itself goes on: what it does late is its starter's to handle.
 * @throws {OutOfTime} when it does not come
 */
export async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new OutOfTime(`It took longer than ${ms} ms`)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
