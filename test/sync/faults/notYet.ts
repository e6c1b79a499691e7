import { cellName, type Cell } from './matrix.ts';

/** Cells that are known to be wrong, and why. An entry of which no cell is wrong any more fails the tests. */
export type NotYet = {
  readonly cells: RegExp;
  readonly reason: string;
  /** It would end the process, or wait for minutes. */
  readonly isRun?: false;
};

export const NOT_YET: readonly NotYet[] = [
  {
    cells: /^token, (hang|cut body)/,
    reason:
      "@salesforce/core renews a session by jsforce's own transport: it waits for five minutes, and a body that is cut off ends the process",
    isRun: false,
  },
  { cells: /^versions, no JSON, always/, reason: 'the error of @salesforce/core has no name of ours' },
  { cells: /^retrieve: .*, no JSON/, reason: 'what jsforce says of an answer that is no XML has no name of ours' },
  {
    cells: /^(describe: UserPermissionAccess|query: permissions), /,
    reason: 'permissions that could not be read hold deletions back, and the run succeeds all the same',
  },
  { cells: /^listMetadata: .*, rows -/, reason: 'what one listing lacks is deleted, or loses what the listing says' },
  {
    cells: /^listMetadata: .*, (INV. TYPE|INS. ACC.), always/,
    reason: 'a type that is described and could not be listed makes no run partial',
  },
  { cells: /^listMetadata: (fields|rules), .*, always/, reason: 'children lose what the listing says' },
  { cells: /^listMetadata: classes, .*, always/, reason: 'grants on what was not listed are lost' },
  { cells: /^job: .*, (empty zip|bare zip|gaps|no file)/, reason: 'what does not come is not asked for again' },
  {
    cells:
      /^(query: (flows|profiles|object rights|field rights|setup rights)|queryMore|tooling\w+(: flow versions)?), rows [-+]/,
    reason: 'the total of rows is not compared, doubles count',
  },
  { cells: /^(describe: Report|query: report runs|toolingQuery: packages), /, reason: 'the run is not partial' },
];

/** Why a cell may be wrong; undefined where it must be right. */
export const notYet = (cell: Cell): NotYet | undefined => NOT_YET.find(({ cells }) => cells.test(cellName(cell)));
