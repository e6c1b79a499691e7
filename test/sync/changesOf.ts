import { expect } from 'chai';
import type { ComponentCounts, RunRecord } from '../../src/store/records.ts';

/**
 * What a run changed: its counts but the zeros, the total, the unchanged and what the org never gives. That they add up is checked
 * here, so that no component gets lost between the counts, and none counts twice.
 */
export const changesOf = (run: RunRecord): Partial<ComponentCounts> => {
  const counts = run.components;
  if (counts === undefined) throw new Error(`the run ${run.runId} (${run.state}) has no counts`);
  const { total, unchanged, unavailable, ...changes } = counts;
  const { added, updated, reread, renamed, notFetched } = counts;
  expect(unchanged, 'unchanged').to.be.at.least(0);
  expect(unchanged + added + updated + reread + renamed + notFetched + unavailable, 'all counts').to.equal(total);
  return Object.fromEntries(Object.entries(changes).filter(([, count]) => count !== 0));
};
