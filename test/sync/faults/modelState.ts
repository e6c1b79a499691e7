import { componentKey, formatComponentName } from '../../../src/model/names/componentName.ts';
import { LISTED_FIELDS } from '../../../src/model/component.ts';
import type { Store } from '../../../src/store/store.ts';
import { relationSignature } from '../modelSignature.ts';

/** What a model says of one component: each part of it may be of another time, but no part may be of none. */
type ComponentState = { readonly [part: string]: string };

/** A model as far as it is a function of the org, so that two models can be compared. */
export type ModelState = {
  readonly components: ReadonlyMap<string, ComponentState>;
  /** Components that were not seen or not read, and why. */
  readonly missing: ReadonlyMap<string, string>;
  readonly relations: ReadonlySet<string>;
  readonly documents: readonly string[];
};

export const modelState = async (store: Store, orgKey: string): Promise<ModelState> => {
  const components = new Map<string, ComponentState>();
  const missing = new Map<string, string>();
  for (const known of await store.known(orgKey)) {
    const name = formatComponentName(known);
    const detail = await store.component(orgKey, componentKey(known));
    const { ownHash, label, description, parent, path, facts = {} } = known;
    const attributes = Object.entries(detail?.attributes ?? {}).filter(([key]) => !(key in facts));
    components.set(name, {
      ...Object.fromEntries(
        LISTED_FIELDS.map((field) => [field, known[field] === undefined ? '' : JSON.stringify(known[field])])
      ),
      ...Object.fromEntries(Object.entries(facts).map(([key, value]) => [`fact ${key}`, JSON.stringify(value)])),
      // Of packages a query says it.
      ...(label === undefined ? {} : { label }),
      isRead: String(known.origin !== undefined),
      // One part: what stands in a text stands there together.
      content: JSON.stringify({ ownHash, description, parent, path, attributes }),
    });
    if (known.missing) missing.set(name, known.missing.reason);
  }
  const { references, grants } = await relationSignature(store, orgKey);
  const documents = (await store.documents(orgKey)).map(({ path, hash }) => `${path} ${hash}`);
  return { components, missing, relations: new Set([...references, ...grants]), documents };
};

/** What is another in one model than in the other, a line each; empty when they are the same. */
export const differences = (is: ModelState, shall: ModelState): readonly string[] => [
  ...changedComponents(is, shall).map((name) => `${name}: ${differingParts(is, shall, name)}`),
  ...[...is.relations].filter((line) => !shall.relations.has(line)).map((line) => `too much: ${line}`),
  ...[...shall.relations].filter((line) => !is.relations.has(line)).map((line) => `lacking: ${line}`),
  ...is.documents.filter((line) => !shall.documents.includes(line)).map((line) => `other document: ${line}`),
];

const changedComponents = (is: ModelState, shall: ModelState): string[] =>
  [...new Set([...is.components.keys(), ...shall.components.keys()])].filter(
    (name) => differingParts(is, shall, name) !== ''
  );

const differingParts = (is: ModelState, shall: ModelState, name: string): string => {
  const [one, other] = [is.components.get(name), shall.components.get(name)];
  if (one === undefined || other === undefined) return one === other ? '' : one ? 'too much' : 'lacking';
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((part) => one[part] !== other[part])
    .join(', ');
};

/**
 * What in a model is neither as it was nor as it is now, a line each. What is new may be known in part: as it is listed,
 * without a content, or from its container's document, without what a listing says.
 */
export const inventions = (is: ModelState, before: ModelState, now: ModelState): readonly string[] => {
  const names = new Set([...is.components.keys(), ...before.components.keys(), ...now.components.keys()]);
  const lines = [...names].flatMap((name) => {
    const [own, was, truly] = [is.components.get(name), before.components.get(name), now.components.get(name)];
    if (own === undefined) return was && truly ? [`${name} is gone, though it exists`] : [];
    if (!was && !truly) return [`${name} never was`];
    // One that was renamed and not read keeps the content that it had under its old name.
    const earlier = was ?? [...before.components.values()].find(({ id }) => id !== '' && id === own['id']);
    const unknown = (part: string): boolean =>
      earlier === undefined &&
      (own['isRead'] === 'false'
        ? ['content', 'isRead'].includes(part)
        : own[part] === '' || (part === 'packaged' && own['id'] === ''));
    return [...new Set([own, earlier ?? {}, truly ?? {}].flatMap(Object.keys))]
      .filter((part) => own[part] !== earlier?.[part] && own[part] !== truly?.[part] && !unknown(part))
      .map((part) => `${name}: ${part} is neither as it was nor as it is: ${String(own[part])}`);
  });
  const holds = (line: string): boolean => before.relations.has(line) && now.relations.has(line);
  return [
    ...lines,
    ...[...is.relations]
      .filter((line) => !before.relations.has(line) && !now.relations.has(line))
      .map((line) => `never was: ${line}`),
    ...[...before.relations]
      .filter((line) => holds(line) && !is.relations.has(line))
      .map((line) => `is gone, though it holds: ${line}`),
  ];
};
