import type { Connection } from '@salesforce/core';
import { readZip } from './readZip.ts';

export type Retrieved = {
  readonly status: string;
  readonly errorStatusCode: string | undefined;
  readonly problems: string[];
  /** Texts by path in the zip; empty when there is no readable zip. */
  readonly files: ReadonlyMap<string, string>;
  readonly listed: string[];
};

/** Starts a retrieve of a manifest given as members by type; its id. */
export async function startRetrieve(
  connection: Connection,
  types: Readonly<Record<string, string[]>>
): Promise<string> {
  const manifest = Object.entries(types).map(([name, members]) => ({ name, members }));
  const unpackaged = { version: '67.0', types: manifest };
  // The client's types want a number where the org wants `67.0`.
  const { id } = await connection.metadata.retrieve({ apiVersion: '67.0', unpackaged } as never);
  return id;
}

/** Retrieves a manifest given as members by type, the way a client does: start, look, fetch once. */
export async function retrieveFrom(
  connection: Connection,
  types: Readonly<Record<string, string[]>>
): Promise<Retrieved> {
  const id = await startRetrieve(connection, types);
  const result = await connection.metadata.checkRetrieveStatus(id);
  const hasZip = typeof result.zipFile === 'string' && result.zipFile !== '';
  const entries = hasZip ? readZip(Buffer.from(result.zipFile, 'base64')) : new Map<string, Buffer>();
  return {
    status: result.status,
    errorStatusCode: (result as { errorStatusCode?: string }).errorStatusCode,
    problems: result.messages.map(({ problem }) => problem),
    files: new Map([...entries].map(([path, content]) => [path, content.toString('utf8')])),
    listed: result.fileProperties.map(({ fileName }) => fileName),
  };
}
