import { compareModels, type ModelChanges } from '../../model/compare/compareModels.ts';
import type { ComponentVersion, KnownComponent } from '../../model/component.ts';
import type { RunRecord } from '../../store/records.ts';

export type ComparisonInput = {
  readonly run: RunRecord;
  readonly previous: RunRecord | undefined;
  readonly known: readonly KnownComponent[];
  readonly seen: readonly ComponentVersion[];
  /** Earlier runs of the org, where `needsPastRuns` asked for them. */
  readonly pastRuns: readonly RunRecord[];
};

/** What this run has seen, compared with the model. */
export const compareWithModel = ({ run, previous, known, seen, pastRuns }: ComparisonInput): ModelChanges => {
  const apiVersionChanged = previous !== undefined && previous.apiVersion !== run.apiVersion;
  return compareModels(known, seen, { apiVersionChanged, isIdOfOrg: idsOfOrg({ run, previous, known, pastRuns }) });
};

/** Whether ids of the model may be those of an org that this one was before a refresh: then past runs tell which. */
export const needsPastRuns = ({ run, previous, known }: Omit<ComparisonInput, 'seen' | 'pastRuns'>): boolean =>
  previous !== undefined && (previous.orgId !== run.orgId || known.some(({ missing }) => missing));

/**
 * Says whether the id of a component is one of the org as it is now. Others were last seen before a refresh of the
 * sandbox made another org of it: their ids belonged to them there, and may belong to anything here.
 */
const idsOfOrg = (input: Omit<ComparisonInput, 'seen'>): ((component: KnownComponent) => boolean) => {
  const { run, previous, pastRuns } = input;
  if (previous === undefined || !needsPastRuns(input)) return () => true;
  const published = pastRuns.filter(({ sequence }) => sequence !== undefined);
  const before = published.find(({ orgId }) => orgId !== run.orgId)?.number ?? 0;
  return ({ missing }) => (missing?.lastSeen ?? previous.number) > before;
};
