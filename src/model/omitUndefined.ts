/** The keys whose value may be undefined become optional; no value is undefined any more. */
type WithoutUndefined<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** Only the keys that have a value: in results and records, an optional value that is not there has no key either. */
export const omitUndefined = <T extends object>(values: T): Flat<WithoutUndefined<T>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Flat<WithoutUndefined<T>>;

/** One object type instead of an intersection, so that the compiler shows it as it is. */
type Flat<T> = { [Key in keyof T]: T[Key] };
