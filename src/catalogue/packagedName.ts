import { childTypes, entryOf } from './catalogue.ts';

/**
 * The raw name of a component of a package. In a zip, in a request and in its container's document the part that is its
 * own bears the namespace: `acme__Type__mdt` records are `acme__Type.other__Record`, layouts `acme__Order__c-acme__Order`.
 * Listings of custom metadata, layouts and quick actions leave it out there
 * (https://github.com/forcedotcom/cli/issues/1697, https://github.com/forcedotcom/cli/issues/3267). No list says of which
 * types else, so the rule is for every name that has parts; one that bears the namespace is left as it is.
 */
export const packagedName = (type: string, rawName: string, namespace: string): string => {
  const start = startOfOwnPart(type, rawName);
  if (start === undefined) return rawName;
  const own = rawName.slice(start);
  const isWhole = type === 'CustomField' ? !BARE_FIELD.test(own) : bears(own, namespace);
  return isWhole ? rawName : `${rawName.slice(0, start)}${namespace}__${own}`;
};

/**
 * A custom field without a namespace. Two underscores part a name from its namespace and from its ending, and stand
 * nowhere else: `Tier__c` has none even where the namespace is `Tier`. Standard fields have neither.
 */
const BARE_FIELD = /^(?:(?!__).)+__[a-z]+$/is;

const bears = (own: string, namespace: string): boolean => own.toLowerCase().startsWith(`${namespace.toLowerCase()}__`);

/** Where the part begins that is neither container, folder nor object; undefined for names that have no parts. */
const startOfOwnPart = (type: string, rawName: string): number | undefined => {
  const child = childTypes.get(type)?.child;
  if (child !== undefined) return child.unprefixed ? undefined : behind(rawName.indexOf('.'));
  const entry = entryOf(type);
  if (entry === undefined) return undefined;
  if (entry.folderOf !== undefined || entry.listing.how === 'folders') return behind(rawName.lastIndexOf('/'));
  const { until, language } = entry.owner ?? {};
  // A name without the sign, that of a global action, is the component's own as a whole.
  return until === undefined || language ? undefined : rawName.indexOf(until) + 1;
};

const behind = (place: number): number | undefined => (place < 0 ? undefined : place + 1);
