import type { ComponentKey } from '../../../model/names/componentName.ts';
import type { GrantRecord, ReferenceRecord } from '../../records.ts';
import { askComponentNumber } from '../../sql/questions/components.ts';
import { askGrants, askReferences } from '../../sql/questions/edges.ts';
import type { Connection } from '../connection/connection.ts';

/** Undefined when a named end is unknown: then nothing leads there. */
const endIds = (
  connection: Connection,
  org: number,
  keys: ReadonlyArray<ComponentKey | undefined>
): Array<number | undefined> | undefined => {
  const ids = keys.map((key) => (key === undefined ? undefined : connection.ask(askComponentNumber(org, key))));
  return keys.some((key, index) => key !== undefined && ids[index] === undefined) ? undefined : ids;
};

export const references = (
  connection: Connection,
  org: number,
  filter: { readonly from?: ComponentKey; readonly to?: ComponentKey }
): ReferenceRecord[] => {
  const ids = endIds(connection, org, [filter.from, filter.to]);
  return ids === undefined ? [] : connection.ask(askReferences(org, { from: ids[0], to: ids[1] }));
};

export const grants = (
  connection: Connection,
  org: number,
  filter: { readonly principal?: ComponentKey; readonly target?: ComponentKey }
): GrantRecord[] => {
  const ids = endIds(connection, org, [filter.principal, filter.target]);
  return ids === undefined ? [] : connection.ask(askGrants(org, { from: ids[0], to: ids[1] }));
};
