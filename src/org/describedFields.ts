import type { OrgSession } from './orgSession.ts';

/** Names of the fields that an object has in this org and that its user may see. */
export const describedFields = async (session: OrgSession, object: string): Promise<ReadonlySet<string>> => {
  const path = `/services/data/v${session.apiVersion}/sobjects/${object}/describe`;
  const described = (await session.get(path, 'describeSObject')) as {
    readonly fields?: ReadonlyArray<{ readonly name?: string }>;
  } | null;
  return new Set(described?.fields?.flatMap(({ name }) => name ?? []));
};
