import type { Check } from '../org/preflight/check.ts';
import { printable } from '../printable.ts';
import { checkTable, nextSteps } from '../view/checkTable.ts';
import { viewMessage } from '../view/viewMessage.ts';
import { showTable, type Screen } from './screen.ts';

/** The checks as a table, and below it what there is to do. */
export const showChecks = (screen: Screen, org: string, checks: readonly Check[]): void => {
  showTable(screen, checkTable(printable(org), checks));
  const steps = nextSteps(checks);
  if (steps.length === 0) return;
  screen.log(viewMessage('checks.next'));
  for (const step of steps) screen.log(`  - ${printable(step)}`);
};
