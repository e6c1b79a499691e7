import { catalogue } from '../../catalogue/catalogue.ts';
import type { DeletionDecision } from '../../model/compare/deletions.ts';
import type { ComponentVersion } from '../../model/component.ts';
import { componentKey, decodeRawName, formatComponentName } from '../../model/names/componentName.ts';
import { printable, redact } from '../../redact.ts';
import type { ComponentCounts, RunRecord } from '../../store/records.ts';
import type { BuildInput } from './buildInput.ts';
import { typeOutcomes } from './typeOutcomes.ts';
import type { Unread } from './unread.ts';

/** The run's record as it will be published: state, counts, what became of each type, and what to tell the person. */
export const finishedRun = (input: BuildInput, unread: Unread): RunRecord => {
  const { run, previous, description, inventory, retrieved, queried, decision, current } = input;
  const totals = new Map<string, number>();
  for (const { type } of current) totals.set(type, (totals.get(type) ?? 0) + 1);
  const names = new Map(current.map((component) => [componentKey(component), formatComponentName(component)]));
  const types = typeOutcomes({
    nameOf: (key) => names.get(key) ?? key,
    catalogue,
    description,
    scopes: inventory.scopes,
    notRetrieved: retrieved.notRetrieved,
    typeProblems: joined(joined(queried.typeProblems, doubts(decision)), unlistedProblems(input.unlisted)),
    totals,
  });
  const partial = queried.problems.length > 0 || types.some(({ state }) => state === 'partial' || state === 'failed');
  return {
    ...run,
    state: partial ? 'partial' : 'succeeded',
    finishedAt: input.finishedAt,
    components: countsOf(input, unread),
    types: types.map((type) => (type.problem === undefined ? type : { ...type, problem: clean(type.problem) })),
    warnings: [
      ...input.warnings,
      ...inventory.warnings,
      ...retrieved.warnings,
      ...queried.warnings,
      ...queried.problems,
      ...missingWarnings(decision),
    ].map(clean),
    apiCalls: input.apiCalls,
    listed: {
      ...previous?.listed,
      ...Object.fromEntries(
        inventory.scopes
          .filter((scope) => scope.state === 'listed')
          .map((scope) => [decodeRawName(scope.name), run.number])
      ),
    },
  };
};

/** Each component of the model counts once; one that was not read counts as that, whatever its listing says. */
const countsOf = ({ changes, decision, current }: BuildInput, unread: Unread): ComponentCounts => {
  const losses = current.flatMap((component) => unread.get(componentKey(component)) ?? []);
  const notFetched = losses.filter(({ state }) => state === 'failed').length;
  const wasRead = (version: ComponentVersion): boolean => !unread.has(componentKey(version));
  const count = (kind: string): number =>
    changes.changed.filter(({ change, version }) => change === kind && wasRead(version)).length;
  const added = changes.added.filter(wasRead).length;
  const [updated, reread, renamed] = [count('updated'), count('reread'), count('renamed')];
  return {
    total: current.length,
    added,
    updated,
    reread,
    renamed,
    deleted: decision.deleted.length,
    unchanged: current.length - added - updated - reread - renamed - losses.length,
    notFetched,
    unavailable: losses.length - notFetched,
  };
};

/** By type: the org was asked whether something is gone, and its answers do not say. */
const doubts = ({ kept }: DeletionDecision): ReadonlyMap<string, string> => {
  const byType = Map.groupBy(
    kept.filter(({ inDoubt }) => inDoubt),
    ({ component }) => component.type
  );
  return new Map(
    [...byType].map(([type, [first, ...others]]) => [
      type,
      `${String(others.length + 1)} may have been deleted, but this is not certain: ${first?.reason ?? ''}`,
    ])
  );
};

/** By type: its listings are not complete, so there may be more that the model does not have. */
const unlistedProblems = (unlisted: BuildInput['unlisted']): ReadonlyMap<string, string> =>
  new Map(
    [...Map.groupBy(unlisted, ({ type }) => type)].map(([type, [first, ...others]]) => {
      const example = first === undefined ? '' : formatComponentName(first);
      return [type, `${String(others.length + 1)} in the org though two listings lack them, for example ${example}`];
    })
  );

const joined = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map(
    [...new Set([...one.keys(), ...other.keys()])].map((type) => [
      type,
      [one.get(type), other.get(type)].filter((text) => text !== undefined).join('; '),
    ])
  );

/** One warning a reason, with an example: thousands of components may miss for the same one. */
const missingWarnings = (decision: DeletionDecision): string[] =>
  [...Map.groupBy(decision.kept, ({ reason }) => reason)].map(([reason, items]) => {
    const example = items[0] ? formatComponentName(items[0].component) : '';
    return `${String(items.length)} component(s) were not fetched and stay in the model as they were, for example ${example}: ${reason}.`;
  });

/** What Salesforce says goes into the store and out again: never with a secret or a terminal's escape codes. */
const clean = (text: string): string => redact(printable(text));
