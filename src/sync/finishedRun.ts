import { catalogue } from '../metadata/catalogue/index.ts';
import type { ModelChanges } from '../model/changes.ts';
import { decodeRawName, formatComponentName } from '../model/componentName.ts';
import type { ComponentVersion } from '../model/componentVersion.ts';
import type { Judgement } from '../model/deletions.ts';
import { printable } from '../printable.ts';
import { redact } from '../redact.ts';
import type { RunRecord } from '../store/records.ts';
import type { Preparation } from './prepare.ts';
import { typeOutcomes } from './typeOutcomes.ts';

/** The run's record as it will be published: state, counts, what became of each type, and what to tell the person. */
export const finishedRun = (
  { run, previous, session, description, inventory, retrieved, asked, clock }: Preparation,
  changes: ModelChanges,
  judgement: Judgement,
  current: readonly ComponentVersion[]
): RunRecord => {
  const totals = new Map<string, number>();
  for (const { type } of current) totals.set(type, (totals.get(type) ?? 0) + 1);
  const types = typeOutcomes({
    catalogue,
    description,
    scopes: inventory.scopes,
    notRetrieved: retrieved.notRetrieved,
    totals,
  });
  const count = (kind: string): number => changes.changed.filter(({ change }) => change === kind).length;
  const losses = [...retrieved.notRetrieved].filter(([key]) => inventory.stamps.has(key));
  const failed = losses.filter(([, loss]) => loss.state === 'failed').length;
  const [updated, reread, renamed] = [count('updated'), count('reread'), count('renamed')];
  const notFetched = judgement.missing.length + failed;
  const partial = asked.problems.length > 0 || types.some(({ state }) => state === 'partial' || state === 'failed');
  return {
    ...run,
    state: partial ? 'partial' : 'succeeded',
    finishedAt: clock.now().toISOString(),
    components: {
      total: current.length,
      added: changes.added.length,
      updated,
      reread,
      renamed,
      deleted: judgement.deleted.length,
      unchanged: Math.max(
        0,
        current.length - changes.added.length - updated - reread - renamed - judgement.missing.length
      ),
      notFetched,
      unavailable: losses.length - failed,
    },
    types: types.map((outcome) =>
      outcome.problem === undefined ? outcome : { ...outcome, problem: clean(outcome.problem) }
    ),
    warnings: [
      ...inventory.warnings,
      ...retrieved.warnings,
      ...asked.warnings,
      ...asked.problems,
      ...missingWarnings(judgement),
    ].map(clean),
    apiCalls: session.apiCalls(),
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

/** One warning a reason, with an example: thousands of components may miss for the same one. */
const missingWarnings = (judgement: Judgement): string[] =>
  [...Map.groupBy(judgement.missing, ({ reason }) => reason)].map(([reason, items]) => {
    const example = items[0] ? formatComponentName(items[0].component) : '';
    return `${String(items.length)} known component(s) were not fetched and are kept, for example ${example}: ${reason}.`;
  });

/** What Salesforce says goes into the store and out again: never with a secret or a terminal's escape codes. */
const clean = (text: string): string => redact(printable(text));
