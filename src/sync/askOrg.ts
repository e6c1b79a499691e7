import { isElementsError } from '../errors.ts';
import { readFlowFacts } from '../metadata/flowFacts.ts';
import { readPermissionRows, type PermissionRows } from '../metadata/permissionRows.ts';
import type { ComponentKey } from '../model/componentName.ts';
import type { Stamp } from '../model/stamp.ts';
import type { OrgSession } from '../org/orgSession.ts';
import { SalesforceFault } from '../org/salesforceFault.ts';
import type { Facts } from './assemble.ts';

/** What queries say beyond the documents; undefined where the org did not answer, with the reason. */
export type Asked = {
  readonly flowFacts?: ReadonlyMap<ComponentKey, Facts>;
  readonly permissionRows?: PermissionRows;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
};

/**
 * Asks what the Metadata API can't say. An object or field that this org does not have is *unavailable*, which is a
 * warning; anything else that fails makes the run partial. A session that ended ends the sync.
 */
export const askOrg = async (session: OrgSession, stamps: Iterable<Stamp>): Promise<Asked> => {
  const all = [...stamps];
  const problems: string[] = [];
  const warnings: string[] = [];
  const ask = async <T>(what: string, call: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await call();
    } catch (error) {
      const code = codeOf(error);
      // Ours have a name already: the session is over and can't be renewed.
      if (error instanceof Error && isElementsError(error)) throw error;
      if (ENDS_EVERYTHING.test(`${code} ${String(error)}`)) throw error;
      const text = `${what} could not be read: ${code ? `${code}: ` : ''}${error instanceof Error ? error.message : String(error)}`;
      (UNAVAILABLE.has(code) ? warnings : problems).push(text);
      return undefined;
    }
  };
  const flowFacts = all.some((stamp) => stamp.type === 'Flow')
    ? await ask('Which flow versions are active', () => readFlowFacts(session))
    : undefined;
  const permissionRows = await ask('What profiles permit', () => readPermissionRows(session, all));
  return { ...(flowFacts ? { flowFacts } : {}), ...(permissionRows ? { permissionRows } : {}), problems, warnings };
};

const UNAVAILABLE: ReadonlySet<string> = new Set(['INVALID_TYPE', 'INVALID_FIELD', 'INSUFFICIENT_ACCESS', 'NOT_FOUND']);
const ENDS_EVERYTHING =
  /INVALID_SESSION_ID|RENEWED_SESSION_REFUSED|REQUEST_LIMIT_EXCEEDED|API_DISABLED|API_CURRENTLY_DISABLED|unable to refresh session/i;

const codeOf = (error: unknown): string => (error instanceof SalesforceFault ? error.code : '');
