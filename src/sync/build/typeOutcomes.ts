import { childTypes } from '../../catalogue/catalogue.ts';
import type { CatalogueEntry } from '../../catalogue/entry.ts';
import type { ComponentKey } from '../../model/names/componentName.ts';
import type { MetadataDescription } from '../../salesforce/calls/describeMetadata.ts';
import type { TypeOutcome, TypeState } from '../../store/records.ts';
import type { Scope } from '../list/inventory.ts';
import type { NotRetrieved } from '../plan/round.ts';

export type OutcomeSources = {
  readonly catalogue: readonly CatalogueEntry[];
  readonly description: MetadataDescription;
  readonly scopes: readonly Scope[];
  readonly notRetrieved: ReadonlyMap<ComponentKey, NotRetrieved>;
  /** What a type lacks of what queries say. */
  readonly typeProblems: ReadonlyMap<string, string>;
  /** The name of a component as it is shown. */
  readonly nameOf: (key: ComponentKey) => string;
  /** Components of the model by type, as published. */
  readonly totals: ReadonlyMap<string, number>;
};

/** The state in which each type of the org ends, children and unsupported types included; sorted by type. */
export const typeOutcomes = (sources: OutcomeSources): TypeOutcome[] => {
  const supported = sources.catalogue.flatMap((entry) => [entry.type, ...entry.children.map((child) => child.type)]);
  const own = supported.map((type) => outcomeOf(type, sources));
  const others = [...sources.description.types]
    .filter((type) => !supported.includes(type))
    .map((type): TypeOutcome => ({ type, state: 'not supported', components: 0 }));
  return [...own, ...others].sort((a, b) => (a.type < b.type ? -1 : 1));
};

const outcomeOf = (type: string, sources: OutcomeSources): TypeOutcome => {
  const components = sources.totals.get(type) ?? 0;
  const scopes = sources.scopes.filter((scope) => scope.type === type);
  const unread = [...sources.notRetrieved]
    .filter(([key]) => key.startsWith(`${type}:`))
    .map(([key, loss]): Loss => ({ ...loss, name: sources.nameOf(key) }));
  const failed = unread.filter((loss) => loss.state === 'failed');
  if (scopes.length === 0 && components > 0 && !childTypes.has(type) && !sources.description.types.has(type)) {
    return { type, state: 'unavailable', components, problem: 'the org does not say that it has this type' };
  }
  // A child type that the describe leaves out is known from its containers' documents alone.
  const state = scopes.length === 0 && components > 0 ? 'complete' : listingState(scopes);
  if (state !== 'complete') return { type, state, components, ...problemOf(scopes) };
  const unanswered = sources.typeProblems.get(type);
  const problems = [failureText(failed), unanswered, notGivenReasons(unread.filter((loss) => loss.state !== 'failed'))];
  const problem = problems.filter((text) => text !== undefined).join('; ');
  if (problem === '') return { type, state, components, ...problemOf(scopes) };
  if (failed.length > 0 && failed.length >= components) return { type, state: 'failed', components, problem };
  if (failed.length > 0 || unanswered !== undefined) return { type, state: 'partial', components, problem };
  return { type, state: unread.length >= components ? 'unavailable' : state, components, problem };
};

type Loss = NotRetrieved & { readonly name: string };

const failureText = ([first, ...others]: readonly Loss[]): string | undefined =>
  first && `${String(others.length + 1)} could not be read, for example ${first.name}: ${first.reason}`;

/** What the org does not give, and what was better not asked for in this run. */
const notGivenReasons = (losses: readonly Loss[]): string | undefined => {
  if (losses.length === 0) return undefined;
  const notAsked = losses.filter((loss) => loss.notAsked);
  const [unasked] = notAsked;
  const refused = losses.find((loss) => !loss.notAsked);
  const texts = [
    unasked && `${String(notAsked.length)} ${notAsked.length === 1 ? 'was' : 'were'} not read: ${unasked.reason}`,
    refused && notGivenText(losses.length - notAsked.length, refused),
  ];
  return texts.filter((text) => text !== undefined).join('; ');
};

const notGivenText = (count: number, { name, reason }: Loss): string =>
  count === 1
    ? `1 is listed, but the org does not give it (${name}): ${reason}`
    : `${String(count)} are listed, but the org does not give them, for example ${name}: ${reason}`;

/** No scope at all means that the org's describe does not name the type. */
const listingState = (scopes: readonly Scope[]): TypeState => {
  const states = new Set(scopes.map((scope) => scope.state));
  if (scopes.length === 0) return 'not in org';
  if (states.has('failed')) return states.size === 1 ? 'failed' : 'partial';
  return states.has('listed') ? 'complete' : 'unavailable';
};

const problemOf = (scopes: readonly Scope[]): { problem?: string } => {
  const bad = scopes.filter((scope) => scope.state === 'failed' || scope.state === 'denied');
  const [first] = bad;
  if (!first) return {};
  const more = bad.length > 1 ? ` (and ${String(bad.length - 1)} more)` : '';
  return { problem: `${first.name}: ${first.problem ?? first.state}${more}` };
};
