import { isElementsError } from '../../errors.ts';
import type { FlowVersion } from '../../model/compare/flowVersions.ts';
import type { ListedComponent } from '../../model/component.ts';
import { isNotGiven } from '../../salesforce/faults/faultCauses.ts';
import { SalesforceFault, faultText } from '../../salesforce/faults/salesforceFault.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import { readPackageNames, readReportRuns } from './extraQueries.ts';
import { readFlowDefinitions, type FlowDefinition, readFlowVersions } from './flowQueries.ts';
import { readPermissionRows, type PermissionRows } from './permissionRows.ts';

/** What queries say beyond the documents; undefined where the org did not answer, with the reason. */
export type QueryResults = {
  readonly flows?: readonly FlowDefinition[];
  /** By the id of the flow's definition. */
  readonly flowVersions?: ReadonlyMap<string, readonly FlowVersion[]>;
  /** When reports ran last, by their ids. */
  readonly reportRuns?: ReadonlyMap<string, string>;
  /** By namespace. */
  readonly packageNames?: ReadonlyMap<string, string>;
  readonly permissionRows?: PermissionRows;
  readonly problems: readonly string[];
  /** By the type that is not complete without the answer. */
  readonly typeProblems: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
};

/**
 * Asks what the Metadata API can't say. An object or field that this org does not have is *unavailable*, which is a
 * warning; anything else that fails makes the run partial, except for what only makes a model nicer to read. A session
 * that ended ends the sync.
 */
export const queryOrg = async (session: OrgSession, components: Iterable<ListedComponent>): Promise<QueryResults> => {
  const all = [...components];
  const problems: string[] = [];
  const typeProblems = new Map<string, string>();
  const warnings: string[] = [];
  const ask = async <T>(what: string, call: () => Promise<T>, isExtra = false): Promise<T | undefined> => {
    try {
      return await call();
    } catch (error) {
      const code = codeOf(error);
      // Ours have a name already: the session is over and can't be renewed.
      if (error instanceof Error && isElementsError(error)) throw error;
      if (ENDS_EVERYTHING.test(`${code} ${String(error)}`)) throw error;
      const text = `${what} could not be read: ${faultText(error)}`;
      (isExtra || isNotGiven(error) ? warnings : problems).push(text);
      return undefined;
    }
  };
  const askAbout = async <T>(type: string, what: string, call: () => Promise<T>): Promise<T | undefined> => {
    const before = problems.length;
    const answer = await ask(what, call);
    const [problem] = problems.slice(before);
    if (problem !== undefined && !typeProblems.has(type)) typeProblems.set(type, problem);
    return answer;
  };
  const types = new Set(all.map(({ type }) => type));
  const flows = types.has('Flow')
    ? await askAbout('Flow', 'Which flow versions are active', () => readFlowDefinitions(session))
    : undefined;
  const flowsBroke = problems.length > 0;
  const permissions = await askAbout('Profile', 'What profiles permit', async () => {
    const read = await readPermissionRows(session, all, flows ?? []);
    // Missing grants must not look like grants that are gone, when the flows can be read the next time.
    if (flowsBroke && read.namelessFlows > 0) throw new Error('the flows that it names could not be read');
    return read;
  });
  if (permissions && permissions.namelessFlows > 0) {
    warnings.push(
      `What profiles permit is incomplete: ${String(permissions.namelessFlows)} grants are for flows that could not be found by their id`
    );
  }
  const flowVersions = flows && (await askAbout('Flow', 'The versions of flows', () => readFlowVersions(session)));
  const reportRuns = types.has('Report')
    ? await ask('When reports were run', () => readReportRuns(session), true)
    : undefined;
  const packageNames = types.has('InstalledPackage')
    ? await ask('The names of packages', () => readPackageNames(session), true)
    : undefined;
  return {
    ...(flows ? { flows } : {}),
    ...(flowVersions ? { flowVersions } : {}),
    ...(reportRuns ? { reportRuns } : {}),
    ...(packageNames ? { packageNames } : {}),
    ...(permissions ? { permissionRows: permissions.rows } : {}),
    problems,
    typeProblems,
    warnings,
  };
};

const ENDS_EVERYTHING =
  /INVALID_SESSION_ID|RENEWED_SESSION_REFUSED|REQUEST_LIMIT_EXCEEDED|API_DISABLED|API_CURRENTLY_DISABLED|unable to refresh session/i;

const codeOf = (error: unknown): string => (error instanceof SalesforceFault ? error.code : '');
