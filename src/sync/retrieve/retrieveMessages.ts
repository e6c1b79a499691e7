import { componentKey, type ComponentName } from '../../model/names/componentName.ts';
import type { Wanted } from '../plan/batches.ts';

/** What one message of a retrieve is about, as far as its text tells; the type alone where it speaks of all of a type. */
type MessageSubject = { readonly type: string; readonly name?: string };

/**
 * Texts that Salesforce is known to use. In the third, quotes are sometimes missing, and a full stop ends the name;
 * names may hold anything, quotes too.
 */
const NOT_FOUND = /entity of type '(?<type>\w+)' named '(?<name>.+)' cannot be found/is;
const SHAPES: readonly RegExp[] = [
  NOT_FOUND,
  /entity type:? '(?<type>\w+)' is (?:not available|unknown|not supported)/i,
  /metadata of type:\s*'?(?<type>\w+)'? and file name:\s*'?(?<name>.+?)'?\.?\s*$/is,
];

/** Whether a message says that the org has no such component. */
export const saysNotFound = (message: string): boolean => NOT_FOUND.test(message);

/** Undefined for a text of another shape, such as one about the request as a whole. */
export const subjectOf = (message: string): MessageSubject | undefined => {
  for (const shape of SHAPES) {
    const { type, name } = shape.exec(message)?.groups ?? {};
    if (type) return name ? { type, name } : { type };
  }
  return undefined;
};

/** Finds the message that tells why a component did not come, by the names that it goes by in the manifest. */
export const messageFinder = (
  messages: readonly string[]
): ((component: { readonly type: string; readonly names: readonly string[] }) => string | undefined) => {
  const known = new Map<string, string>();
  const others: string[] = [];
  for (const message of messages) {
    const subject = subjectOf(message);
    if (subject === undefined) others.push(message);
    else known.set(keyOf(subject), message);
  }
  return ({ type, names }) => {
    for (const name of names) {
      const own = known.get(keyOf({ type, name }));
      if (own !== undefined) return own;
    }
    return known.get(keyOf({ type })) ?? others.find((text) => names.some((name) => text.includes(`'${name}'`)));
  };
};

const keyOf = ({ type, name }: MessageSubject): string =>
  name === undefined ? type : componentKey({ type, fullName: name } satisfies ComponentName);

/**
 * Of candidates, most orgs lack some: that is no news. Nor is what is said of companions: it was said
 * when they were asked for by themselves.
 */
export const relevantMessages = (messages: readonly string[], batch: readonly Wanted[]): string[] => {
  if (messages.length === 0) return [];
  const noNews = new Set(
    batch.flatMap(({ component, companions, candidate }) => [
      ...(candidate ? [componentKey(component)] : []),
      ...(companions?.components ?? []).map(({ type, rawName }) => componentKey({ type, fullName: rawName })),
    ])
  );
  return messages.filter((message) => {
    const { type, name } = subjectOf(message) ?? {};
    return type === undefined || name === undefined || !noNews.has(componentKey({ type, fullName: name }));
  });
};
