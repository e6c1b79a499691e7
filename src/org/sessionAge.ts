import type { OrgSession } from './orgSession.ts';

/** When the session began that asks, or why that can't be told. */
export type SessionStart = { readonly at: Date } | { readonly unknown: string };

/**
 * By the object AuthSession, which shows everybody his own sessions; `IsCurrent` (since API version 37) marks those of
 * the family of the session that asks, of which the oldest counts.
 */
export const sessionStart = async (session: OrgSession): Promise<SessionStart> => {
  const soql = 'SELECT CreatedDate FROM AuthSession WHERE IsCurrent = true ORDER BY CreatedDate LIMIT 1';
  try {
    const path = `/services/data/v${session.apiVersion}/query?q=${encodeURIComponent(soql)}`;
    const { records } = (await session.get(path, 'query')) as { records?: ReadonlyArray<{ CreatedDate?: unknown }> };
    const at = new Date(String(records?.[0]?.CreatedDate));
    return Number.isNaN(at.getTime()) ? { unknown: 'Salesforce shows no such session' } : { at };
  } catch (error) {
    return { unknown: error instanceof Error ? error.message : String(error) };
  }
};
