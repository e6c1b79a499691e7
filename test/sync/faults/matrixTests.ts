import { expect } from 'chai';
import { FAULTS } from './faults.ts';
import { startFaultRig, type FaultRig } from './faultRig.ts';
import { cellName, cellsOf, type Cell } from './matrix.ts';
import { NOT_YET, notYet, type NotYet } from './notYet.ts';
import { OPERATIONS, type Operation } from './operations.ts';

/**
 * What of the matrix runs with each test: every operation under some faults and every fault at some operations, once and
 * always, and some cells in a first sync too: about an eighth. `npm run faults` runs the whole.
 */
const chosen = (operation: Operation): readonly Cell[] => {
  const row = OPERATIONS.indexOf(operation);
  const place = ({ fault }: Cell): number => row + FAULTS.indexOf(fault);
  const of = (cells: readonly Cell[]): readonly Cell[] => cells.filter((cell) => cell.operation === operation);
  return [
    ...of(cellsOf('once', 'model')).filter((cell) => place(cell) % 12 === 0),
    ...of(cellsOf('always', 'model')).filter((cell) => place(cell) % 12 === 6),
    ...of(cellsOf('once', 'nothing')).filter((cell) => place(cell) % 48 === 0),
    ...of(cellsOf('always', 'nothing')).filter((cell) => place(cell) % 48 === 24),
  ];
};

/** A test for each operation: its row of the matrix. */
export const matrixTests = (operations: readonly Operation[]): void => {
  let rig: FaultRig;
  const run = new Map<NotYet, 'wrong' | 'right'>();

  before(async () => {
    rig = await startFaultRig();
  });

  after(() => rig.stop());

  for (const operation of operations) {
    it(operation.name, async () => {
      const unexpected: string[] = [];
      for (const cell of chosen(operation)) {
        const known = notYet(cell);
        if (known?.isRun === false) continue;
        const { wrong, outcome } = await rig.run(cell);
        if (known) run.set(known, wrong.length > 0 ? 'wrong' : (run.get(known) ?? 'right'));
        else if (wrong.length > 0)
          unexpected.push(`${cellName(cell)} -> ${outcome}`, ...wrong.map((line) => `  ${line}`));
      }
      expect(unexpected, unexpected.join('\n')).to.deep.equal([]);
    });
  }

  it('excuses nothing that is right by now', () => {
    const needless = NOT_YET.filter((entry) => run.get(entry) === 'right').map(({ cells }) => String(cells));
    expect(needless).to.deep.equal([]);
  });
};
