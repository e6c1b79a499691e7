/** What one reader makes of the sample org. */
export type ExpectedType = {
  readonly version: number;
  /** Hash of the documents that may hold components of the type. */
  readonly sample: string;
  /** Hash of all components of the type, with what they mention and grant. */
  readonly model: string;
};

export type ExpectedModel = {
  readonly engine: number;
  readonly types: { readonly [type: string]: ExpectedType };
};

export type ExpectedProblems = {
  /** Readers that make something else of the same sample under the same version: stores would keep what they have. */
  readonly unraised: readonly string[];
  /** Types of which the stored model is another for a good reason. */
  readonly outOfDate: readonly string[];
};

/** Holds what the readers make of the sample now against what is stored of it. */
export const problemsOf = (stored: ExpectedModel, now: ExpectedModel): ExpectedProblems => {
  const types = [...new Set([...Object.keys(stored.types), ...Object.keys(now.types)])].sort();
  const differing = types.filter((type) => !isSame(stored.types[type], now.types[type]));
  const unraised =
    now.engine > stored.engine ? [] : differing.filter((type) => isUnraised(stored.types[type], now.types[type]));
  const outOfDate = differing.filter((type) => !unraised.includes(type));
  return {
    unraised: unraised.map(
      (type) =>
        `${type} reads the same content in another way: raise the version of its reader (or ENGINE_VERSION, where it ` +
        'is one change for many types) and run "npm run expected-model".'
    ),
    outOfDate: [...(stored.engine === now.engine ? [] : ['The version of the engine']), ...outOfDate].map(
      (what) => `${what} is not as stored in test/extract/expectedModel.json: run "npm run expected-model".`
    ),
  };
};

const isUnraised = (before: ExpectedType | undefined, after: ExpectedType | undefined): boolean => {
  if (before === undefined || after === undefined) return false;
  return before.sample === after.sample && before.model !== after.model && after.version <= before.version;
};

const isSame = (a: ExpectedType | undefined, b: ExpectedType | undefined): boolean =>
  a?.version === b?.version && a?.sample === b?.sample && a?.model === b?.model;
