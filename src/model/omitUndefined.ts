/** Keys whose value may be undefined become optional, and lose the undefined. */
type OmitUndefined<T> = Flat<
  { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
    [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
  }
>;

/** One object type instead of an intersection, as the compiler shows it in its messages. */
type Flat<T> = { [Key in keyof T]: T[Key] };

/**
 * The same object without the keys whose value is undefined: what is optional is absent from results and records. Not for
 * what is made once for each component of an org: a conditional spread is cheaper.
 */
export const omitUndefined = <T extends object>(values: T): OmitUndefined<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as OmitUndefined<T>;
