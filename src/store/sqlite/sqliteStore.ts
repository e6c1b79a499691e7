import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { elementsError } from '../../errors.ts';
import { checkPublication, checkUnpublished } from '../publication/checkPublication.ts';
import { askContent, askCurrentDocuments } from '../sql/questions/documents.ts';
import { askAudits, askCorporatePolicies } from '../sql/questions/governance.ts';
import { askCounts, askOrg, askOrgs } from '../sql/questions/orgs.ts';
import { askLastPublished, askRuns } from '../sql/questions/runs.ts';
import type { Store, StoreView } from '../store.ts';
import { type Connection, sqliteFailure } from './connection/connection.ts';
import { putContents, putDocuments, storedDocuments } from './model/documents.ts';
import { compact } from './model/compact.ts';
import { eraseOrg } from './model/eraseOrg.ts';
import { addAudit, setCorporatePolicy, useToken } from './model/governance.ts';
import { prune } from './model/prune.ts';
import { publish } from './model/publish.ts';
import type { SearchIndex } from './search/searchIndex.ts';
import { grants, references } from './model/readEdges.ts';
import { component, components, havingAttribute, known, versions } from './model/readModel.ts';
import {
  beginRun,
  checkOrgIndexes,
  findRun,
  orgNumber,
  renewLease,
  requireOrg,
  saveOrg,
  saveRun,
} from './model/runs.ts';
import { sqliteDialect } from './connection/sqliteDialect.ts';

const inflate = promisify(inflateRaw);

/** How a store stands to its file. */
export type FileAccess = {
  /** Whether the connection may write now. */
  writes(): boolean;
  /** Opens for writing a file that was only looked at until now; undefined where there is nothing to be done. */
  openToWrite(): Promise<void> | undefined;
  /** Throws once the path means another file than the opened one. */
  check(): void;
  /** Throws where a stranger has put something beside the file, as far as that would be read. */
  checkBeside(): void;
  close(): void;
};

/**
 * `name` is how a person calls the database; a store that may only be read refuses to write, with the reason. Once the
 * path means another file than the opened one, nothing is written, and no policy is read back.
 */
export const createSqliteStore = (options: {
  readonly connection: Connection;
  readonly name: string;
  readonly access: FileAccess;
  readonly index: SearchIndex;
  readonly roles: StoreView['roles'];
}): Store => {
  const { connection, name, access, index, roles } = options;

  const guarded = async <Result>(work: () => Result | Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw sqliteFailure(error, name);
    }
  };
  const reading = <Result>(work: () => Result): Promise<Result> =>
    guarded(() =>
      connection.read(() => {
        access.checkBeside();
        return work();
      })
    );
  /** Within the transaction, so that what is answered was in the file that stands there. */
  const inThatFile =
    <Result>(work: () => Result) =>
    (): Result => {
      access.check();
      return work();
    };
  const ofOrg = <Result>(orgKey: string, none: Result, work: (org: number) => Result): Promise<Result> =>
    reading(() => {
      const org = orgNumber(connection, orgKey);
      return org === undefined ? none : work(org);
    });
  /** `orgKey` is the org it is about, if it is about one. */
  const openToWrite = async (orgKey: string | undefined): Promise<void> => {
    await access.openToWrite();
    if (!access.writes()) {
      throw orgKey === undefined
        ? elementsError('backendUnavailable', [name, 'you may only read it'])
        : elementsError('role', [
            'write to its model',
            connection.ask(askOrg(sqliteDialect, orgKey))?.name ?? orgKey,
            `who may write ${name}`,
            'somebody who may only read it',
          ]);
    }
    index.catchUp();
  };
  const writing = <Result>(orgKey: string | undefined, work: () => Result): Promise<Result> =>
    guarded(async () => {
      if (!access.writes()) await openToWrite(orgKey);
      return connection.write(inThatFile(work));
    });

  let open = true;
  return {
    roles,
    orgs: ({ all = false } = {}) => reading(inThatFile(() => connection.ask(askOrgs(all)))),
    org: (key) => reading(inThatFile(() => connection.ask(askOrg(sqliteDialect, key)))),
    runs: (orgKey, { limit } = {}) => reading(() => connection.ask(askRuns(sqliteDialect, orgKey, limit))),
    run: (orgKey, runId) => reading(() => findRun(connection, orgKey, runId)),
    lastPublished: (orgKey) => reading(() => connection.ask(askLastPublished(sqliteDialect, orgKey))),
    known: (orgKey) => ofOrg(orgKey, [], (org) => known(connection, org)),
    documents: (orgKey) => reading(() => connection.ask(askCurrentDocuments(sqliteDialect, orgKey))),
    components: (orgKey, filter) => ofOrg(orgKey, [], (org) => components(connection, org, filter, index)),
    component: (orgKey, key) => ofOrg(orgKey, undefined, (org) => component(connection, org, key)),
    havingAttribute: (orgKey, keys, attribute) =>
      ofOrg(orgKey, [], (org) => havingAttribute(connection, org, { keys, attribute })),
    versions: (orgKey, key) => ofOrg(orgKey, [], (org) => versions(connection, org, key)),
    references: (orgKey, filter) => ofOrg(orgKey, [], (org) => references(connection, org, filter)),
    grants: (orgKey, filter) => ofOrg(orgKey, [], (org) => grants(connection, org, filter)),
    counts: (orgKey) => reading(() => connection.ask(askCounts(sqliteDialect, orgKey))),
    content: async (orgKey, hash) => {
      const content = await ofOrg(orgKey, undefined, (org) => connection.ask(askContent(org, hash)));
      if (content === undefined) return undefined;
      try {
        return new Uint8Array(await inflate(content.deflated, { maxOutputLength: Math.max(content.size, 1) }));
      } catch (error) {
        throw elementsError('backendUnavailable', [name, `the content ${hash} is damaged`], { cause: error as Error });
      }
    },
    storedDocuments: (orgKey, hashes, extractorVersion) =>
      ofOrg(orgKey, [], (org) => storedDocuments(connection, org, { hashes, extractorVersion })),
    corporatePolicies: () => reading(inThatFile(() => connection.ask(askCorporatePolicies()))),
    audits: (filter = {}) => reading(inThatFile(() => connection.ask(askAudits(sqliteDialect, filter)))),

    saveOrg: (org) =>
      writing(org.key, () => {
        checkOrgIndexes(connection);
        saveOrg(connection, org);
      }),
    changeOrg: (key, change) =>
      writing(key, () => {
        checkOrgIndexes(connection);
        const changed = change(connection.ask(askOrg(sqliteDialect, key)));
        if (changed !== undefined) saveOrg(connection, { ...changed, key });
        return changed && connection.ask(askOrg(sqliteDialect, key));
      }),
    eraseOrg: (key, audit) =>
      writing(key, () => {
        const org = orgNumber(connection, key);
        const erased = connection.ask(askOrg(sqliteDialect, key));
        if (org !== undefined) eraseOrg(connection, org, index);
        if (erased !== undefined && audit !== undefined) addAudit(connection, audit(erased));
        return erased;
      }),
    prune: (orgKey, request, isLive) => {
      const work = () => prune(connection, orgKey, request, isLive);
      return request.dryRun ? reading(work) : writing(orgKey, work);
    },
    compact: (isLong) =>
      guarded(async () => {
        if (!access.writes()) await openToWrite(undefined);
        access.check();
        return compact(connection, { index, ...(isLong && { onSlow: isLong }) });
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
      writing(publication.orgKey, () => {
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
        // What large publications have left for later.
        if (access.writes()) index.catchUp(() => access.check());
        access.close();
      }),
  };
};
