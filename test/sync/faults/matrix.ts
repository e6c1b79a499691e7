import type { Effect } from '../../../standin/faults.ts';
import { FAULTS, type FaultKind } from './faults.ts';
import { OPERATIONS, type Operation } from './operations.ts';

/** Whether only the first of the calls that fit meets the fault, or each until it is healed. */
export type Often = 'once' | 'always';

/** Which model the sync under the fault begins with: that of an earlier sync, or none. */
export type From = 'model' | 'nothing';

/** One operation under one fault. */
export type Cell = {
  readonly operation: Operation;
  readonly fault: FaultKind;
  readonly often: Often;
  readonly from: From;
};

/** What the call meets, or why the cell makes no sense. */
export const effectOf = ({ operation, fault, from }: Omit<Cell, 'often'>): Effect | string => {
  const effect = fault.effect(operation);
  const isListing = operation.call === 'listMetadata';
  return isListing && fault.name === 'rows -' && from === 'nothing'
    ? 'nothing tells of a component that was never listed'
    : effect;
};

/** Every cell that makes sense, row by row. */
export const cellsOf = (often: Often, from: From): readonly Cell[] =>
  OPERATIONS.flatMap((operation) => FAULTS.map((fault) => ({ operation, fault, often, from }))).filter(
    (cell) => typeof effectOf(cell) !== 'string'
  );

export const cellName = ({ operation, fault, often, from }: Cell): string =>
  `${operation.name}, ${fault.name}, ${often}${from === 'nothing' ? ', at first' : ''}`;
