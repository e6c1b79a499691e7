import fc from 'fast-check';

/** Few names, so that they meet often; every one also comes in another case. */
const NAMES = ['a', 'b', 'c', 'd', 'é'] as const;
const TYPES = ['ApexClass', 'Profile'] as const;
export const ORGS = ['one', 'two'] as const;
export const TEXTS = ['text 0', 'text 1', 'text 2'] as const;
const PATHS = ['p', 'q'] as const;

/** `Type:FullName` over the whole little world. */
export const EVERY_NAME: readonly string[] = TYPES.flatMap((type) => NAMES.map((name) => `${type}:${name}`));

const cased = fc
  .tuple(fc.constantFrom(...EVERY_NAME), fc.boolean())
  .map(([name, upper]) => (upper ? name.replace(/[^:]$/u, (last) => last.toUpperCase()) : name));

const fate = fc.constantFrom('keep', 'add', 'update', 'reread', 'touch', 'rename', 'delete', 'miss', 'find');

const action = fc.record({
  name: fc.constantFrom(...EVERY_NAME),
  fate,
  /** New full name for what is renamed, spelling for the rest. */
  to: fc.constantFrom(...NAMES, ...NAMES.map((name) => name.toUpperCase())),
  label: fc.constantFrom(undefined, 'Label', 'ÉTÉ'),
  text: fc.option(fc.constantFrom(...TEXTS), { nil: undefined }),
  parent: fc.option(fc.constantFrom(...EVERY_NAME), { nil: undefined }),
});

const reference = fc.record({
  to: cased,
  kind: fc.constantFrom('reads', 'calls'),
  place: fc.constantFrom(undefined, 'x'),
  confidence: fc.constantFrom('certain' as const, 'possible' as const),
});

export const publish = fc.record({
  kind: fc.constant('publish' as const),
  org: fc.constantFrom(...ORGS),
  actions: fc.array(action, { maxLength: 8 }),
  references: fc.array(fc.record({ from: cased, to: fc.array(reference, { maxLength: 4 }) }), { maxLength: 3 }),
  grants: fc.array(
    fc.record({
      principal: cased,
      targets: fc.array(fc.record({ target: cased, rights: fc.integer({ min: 1, max: 3 }) }), { maxLength: 4 }),
    }),
    { maxLength: 3 }
  ),
  documents: fc.array(fc.record({ path: fc.constantFrom(...PATHS), text: fc.constantFrom(...TEXTS) }), {
    maxLength: 2,
  }),
  removedDocuments: fc.subarray([...PATHS]),
});

/** A run that puts a document and ends without publishing, or is left behind. */
const abandon = fc.record({
  kind: fc.constantFrom('fail' as const, 'die' as const),
  org: fc.constantFrom(...ORGS),
  text: fc.constantFrom(...TEXTS),
});

const erase = fc.record({ kind: fc.constant('erase' as const), org: fc.constantFrom(...ORGS) });

/** What ended so many steps ago goes. */
const prune = fc.record({
  kind: fc.constant('prune' as const),
  org: fc.constantFrom(...ORGS),
  keep: fc.integer({ min: 0, max: 5 }),
});

export const steps = fc.array(
  fc.oneof(
    { arbitrary: publish, weight: 12 },
    { arbitrary: abandon, weight: 3 },
    { arbitrary: erase, weight: 1 },
    { arbitrary: prune, weight: 2 }
  ),
  { minLength: 1, maxLength: 12 }
);

type Values<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;
export type Step = Values<typeof steps>[number];
export type PublishStep = Extract<Step, { kind: 'publish' }>;
export type Action = PublishStep['actions'][number];
