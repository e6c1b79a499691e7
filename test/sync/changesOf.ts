import { expect } from 'chai';
import type { ComponentCounts, RunRecord } from '../../src/store/records.ts';

/**
 * What a run changed: its counts but the zeros, the total, the unchanged and what the org never gives. That what is left over is unchanged is
 * checked here, so that no component gets lost between the counts.
 */
export const changesOf = (run: RunRecord): Partial<ComponentCounts> => {
  const counts = run.components;
  if (counts === undefined) throw new Error(`the run ${run.runId} (${run.state}) has no counts`);
  const { total, unchanged, unavailable: _notAChange, ...changes } = counts;
  const { added, updated, reread, renamed } = counts;
  expect(unchanged + added + updated + reread + renamed, 'what is left over').to.be.at.most(total);
  expect(unchanged, 'unchanged').to.equal(total - added - updated - reread - renamed - counts.notFetched);
  return Object.fromEntries(Object.entries(changes).filter(([, count]) => count !== 0));
};
