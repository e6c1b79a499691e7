// `npm run faults`: every call of a sync under every fault, as a table; `-- --only TEXT` for the cells whose name has the
// text, `--often once|always` and `--from model|nothing` for one of the four passes. What is wrong stands behind the table.
import { parseArgs } from 'node:util';
import { startFaultRig } from '../test/sync/faults/faultRig.ts';
import { cellName, cellsOf, type From, type Often } from '../test/sync/faults/matrix.ts';
import { notYet } from '../test/sync/faults/notYet.ts';
import { faultTable, type Result } from '../test/sync/faults/table.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, often: { type: 'string' }, from: { type: 'string' } },
});

const SHOWN = 8;

const rig = await startFaultRig();
let wrong = 0;
for (const from of ['model', 'nothing'] satisfies From[]) {
  for (const often of ['once', 'always'] satisfies Often[]) {
    if ((values.from ?? from) !== from || (values.often ?? often) !== often) continue;
    const results: Result[] = [];
    for (const cell of cellsOf(often, from)) {
      if (!cellName(cell).includes(values.only)) continue;
      if (notYet(cell)?.isRun === false) continue;
      process.stderr.write(`${cellName(cell)}\n`);
      results.push({ cell, verdict: await rig.run(cell) });
    }
    process.stdout.write(`${faultTable({ often, from }, results)}\n\n`);
    for (const { cell, verdict } of results) {
      if (verdict.wrong.length === 0) continue;
      wrong += 1;
      const lines = verdict.wrong.slice(0, SHOWN).map((line) => `    ${line.slice(0, 200)}\n`);
      const more = verdict.wrong.length > SHOWN ? `    and ${String(verdict.wrong.length - SHOWN)} more\n` : '';
      process.stdout.write(`${cellName(cell)} -> ${verdict.outcome}\n${lines.join('')}${more}\n`);
    }
  }
}
await rig.stop();
process.exitCode = wrong === 0 ? 0 : 1;
