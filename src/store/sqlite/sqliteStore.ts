import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { elementsError } from '../../errors.ts';
import { checkPublication, checkUnpublished } from '../publication/checkPublication.ts';
import type { OpenedFile, Store } from '../store.ts';
import { type Connection, sqliteFailure } from './connection.ts';
import { currentDocuments, deflatedContent, putContents, putDocuments, storedDocuments } from './documents.ts';
import { eraseOrg } from './eraseOrg.ts';
import { addAudit, corporatePolicies, listAudits, setCorporatePolicy, useToken } from './governance.ts';
import { anotherFile } from './openedFile.ts';
import { publish } from './publish.ts';
import type { SearchIndex } from './search/searchIndex.ts';
import { grants, references } from './readEdges.ts';
import { component, components, havingAttribute, known, versions } from './readModel.ts';
import {
  beginRun,
  checkOrgIndexes,
  findOrg,
  findRun,
  lastPublished,
  listOrgs,
  listRuns,
  orgNumber,
  renewLease,
  requireOrg,
  saveOrg,
  saveRun,
} from './runs.ts';
import { queries } from '../sql/tables.ts';

const inflate = promisify(inflateRaw);

/**
 * `name` is how a person calls the database; a store that is not `writable` refuses to write, with the reason. Once the
 * path means another file than the opened one, nothing is written, and no policy is read back.
 */
export const createSqliteStore = (options: {
  readonly connection: Connection;
  readonly name: string;
  readonly writable: boolean;
  readonly file: OpenedFile;
  readonly stillTheFile: () => boolean;
  readonly index: SearchIndex;
}): Store => {
  const { connection, name, writable, file, index } = options;

  const guarded = async <Result>(work: () => Result): Promise<Result> => {
    try {
      return await Promise.resolve(work());
    } catch (error) {
      throw sqliteFailure(error, name);
    }
  };
  const reading = <Result>(work: () => Result): Promise<Result> => guarded(() => connection.read(work));
  /** Within the transaction, so that what is answered was in the file that stands there. */
  const inThatFile =
    <Result>(work: () => Result) =>
    (): Result => {
      if (!options.stillTheFile()) throw anotherFile(name);
      return work();
    };
  const ofOrg = <Result>(orgKey: string, none: Result, work: (org: number) => Result): Promise<Result> =>
    reading(() => {
      const org = orgNumber(connection, orgKey);
      return org === undefined ? none : work(org);
    });
  /** `orgKey` is the org it is about, if it is about one. */
  const writing = <Result>(orgKey: string | undefined, work: () => Result): Promise<Result> =>
    guarded(() => {
      if (writable) return connection.write(inThatFile(work));
      throw orgKey === undefined
        ? elementsError('backendUnavailable', [name, 'you may only read it'])
        : elementsError('role', [
            'write to its model',
            findOrg(connection, orgKey)?.name ?? orgKey,
            `who may write ${name}`,
            'somebody who may only read it',
          ]);
    });
  /** The index may be left behind by what is written: it is brought up to date in a transaction of its own. */
  const keepingIndex: typeof writing = async (orgKey, work) => {
    const result = await writing(orgKey, work);
    index.bringUpToDate();
    return result;
  };

  let open = true;
  return {
    file,
    orgs: ({ all = false } = {}) => reading(inThatFile(() => listOrgs(connection, all))),
    org: (key) => reading(inThatFile(() => findOrg(connection, key))),
    runs: (orgKey, { limit } = {}) => reading(() => listRuns(connection, orgKey, limit)),
    run: (orgKey, runId) => reading(() => findRun(connection, orgKey, runId)),
    lastPublished: (orgKey) => reading(() => lastPublished(connection, orgKey)),
    known: (orgKey) => ofOrg(orgKey, [], (org) => known(connection, org)),
    documents: (orgKey) => reading(() => currentDocuments(connection, orgKey)),
    components: (orgKey, filter) => ofOrg(orgKey, [], (org) => components(connection, org, filter, index)),
    component: (orgKey, key) => ofOrg(orgKey, undefined, (org) => component(connection, org, key)),
    havingAttribute: (orgKey, keys, attribute) =>
      ofOrg(orgKey, [], (org) => havingAttribute(connection, org, { keys, attribute })),
    versions: (orgKey, key) => ofOrg(orgKey, [], (org) => versions(connection, org, key)),
    references: (orgKey, filter) => ofOrg(orgKey, [], (org) => references(connection, org, filter)),
    grants: (orgKey, filter) => ofOrg(orgKey, [], (org) => grants(connection, org, filter)),
    counts: (orgKey) =>
      guarded(() => {
        const row = connection.first(queries.selectFrom('org').selectAll().where('key', '=', orgKey));
        return {
          components: row?.component_count ?? 0,
          references: row?.reference_count ?? 0,
          grants: row?.grant_count ?? 0,
        };
      }),
    content: async (orgKey, hash) => {
      const content = await ofOrg(orgKey, undefined, (org) => deflatedContent(connection, org, hash));
      if (content === undefined) return undefined;
      try {
        return new Uint8Array(await inflate(content.deflated, { maxOutputLength: Math.max(content.size, 1) }));
      } catch (error) {
        throw elementsError('backendUnavailable', [name, `the content ${hash} is damaged`], { cause: error as Error });
      }
    },
    storedDocuments: (orgKey, hashes, extractorVersion) =>
      ofOrg(orgKey, [], (org) => storedDocuments(connection, org, { hashes, extractorVersion })),
    corporatePolicies: () => reading(inThatFile(() => corporatePolicies(connection))),
    audits: (filter = {}) => reading(inThatFile(() => listAudits(connection, filter))),

    saveOrg: (org) =>
      writing(org.key, () => {
        checkOrgIndexes(connection);
        saveOrg(connection, org);
      }),
    changeOrg: (key, change) =>
      writing(key, () => {
        checkOrgIndexes(connection);
        const changed = change(findOrg(connection, key));
        if (changed !== undefined) saveOrg(connection, { ...changed, key });
        return changed && findOrg(connection, key);
      }),
    eraseOrg: (key) =>
      keepingIndex(key, () => {
        const org = orgNumber(connection, key);
        const erased = findOrg(connection, key);
        if (org !== undefined) eraseOrg(connection, org, index);
        return erased;
      }),
    beginRun: (run, isLive, isServedBy) => writing(run.orgKey, () => beginRun(connection, run, { isLive, isServedBy })),
    renewLease: (orgKey, runId, leaseUntil) =>
      writing(orgKey, () => renewLease(connection, { orgKey, runId }, leaseUntil)),
    saveRun: (run) =>
      writing(run.orgKey, () => {
        checkUnpublished(run);
        saveRun(connection, run);
      }),
    putDocuments: (orgKey, documents, contents) =>
      writing(orgKey, () => {
        const org = requireOrg(connection, orgKey);
        putContents(connection, org, contents);
        putDocuments(connection, org, documents);
      }),
    publish: (publication) =>
      keepingIndex(publication.orgKey, () => {
        checkPublication(publication);
        publish(connection, publication, index);
        const published = findRun(connection, publication.orgKey, publication.run.runId);
        if (published === undefined) throw new Error('The published run is gone.');
        return published;
      }),
    setCorporatePolicy: (policy, value) => writing(undefined, () => setCorporatePolicy(connection, policy, value)),
    useToken: (digest, at) => writing(undefined, () => useToken(connection, digest, at)),
    audit: (record) => writing(undefined, () => addAudit(connection, record)),
    close: () =>
      guarded(() => {
        if (!open) return;
        open = false;
        try {
          if (writable) connection.pragma('wal_checkpoint(TRUNCATE)');
        } finally {
          connection.close();
        }
      }),
  };
};
