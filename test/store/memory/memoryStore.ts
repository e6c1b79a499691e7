import { randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { elementsError } from '../../../src/errors.ts';
import type { ComponentKey } from '../../../src/model/names/componentName.ts';
import { byCodePoint } from '../../../src/store/order.ts';
import { checkPublication, checkUnpublished } from '../../../src/store/publication/checkPublication.ts';
import type { AuditRecord, ComponentDetail, OrgRecord, Publication, RunRecord } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import { createMemoryDocuments, changeable, plain, plainVersion, type MemoryDocuments } from './memoryDocuments.ts';
import { emptyModel, holderOf, isOpen, versionsOf, type MemoryModel } from './memoryModel.ts';
import { componentDetail, findComponents, findGrants, findReferences, knownComponents } from './memoryView.ts';
import { moveVersions, pruneModel } from './pruneModel.ts';
import { publishToMemory } from './publishToMemory.ts';

/** The store without a file: same meaning, gone with the process. For tests, and to tell what the others should do. */
export const createMemoryStore = (): Store => {
  const orgs = new Map<string, OrgRecord>();
  const models = new Map<string, MemoryModel>();
  const runs = new Map<string, RunRecord>();
  const documents = new Map<string, MemoryDocuments>();
  const policies = new Map<string, boolean>();
  const audits: AuditRecord[] = [];
  const usedTokens = new Set<string>();
  const tokenSalt = randomBytes(32).toString('hex');
  const last = { run: 0, sequence: 0, component: 0, manner: 0 };

  /** Each org has its own, also where another one has the same. */
  const documentsOf = (orgKey: string): MemoryDocuments => {
    const ofOrg = documents.get(orgKey) ?? createMemoryDocuments();
    documents.set(orgKey, ofOrg);
    return ofOrg;
  };
  const modelOf = (orgKey: string): MemoryModel => models.get(orgKey) ?? emptyModel();
  const runsOf = (orgKey: string): RunRecord[] =>
    [...runs.values()].filter((run) => run.orgKey === orgKey).sort((a, b) => b.number - a.number);
  const runningOf = (orgKey: string): RunRecord | undefined => runsOf(orgKey).find(({ state }) => state === 'running');
  const startOf = (number: number): string => [...runs.values()].find((run) => run.number === number)?.startedAt ?? '';
  const requireOrg = (orgKey: string): void => {
    if (!orgs.has(orgKey)) throw elementsError('orgNotConnected', [orgKey]);
  };
  /** Answers are copies: what a caller does with them is theirs. */
  const answer = async <Result>(work: () => Result): Promise<Result> => structuredClone(await Promise.resolve(work()));
  const write = async <Result>(work: () => Result): Promise<Result> => answer(work);

  const requireRunning = (run: RunRecord): RunRecord => {
    const stored = runs.get(run.runId);
    if (stored?.state === 'running' && stored.orgKey === run.orgKey) return stored;
    const other = runningOf(run.orgKey);
    throw other === undefined
      ? elementsError('internal', [`the run ${run.runId} is not running, so it can't publish`])
      : elementsError('syncRunning', [run.username, other.startedAt, other.actor]);
  };

  const publish = (publication: Publication): RunRecord => {
    checkPublication(publication);
    requireOrg(publication.orgKey);
    const stored = requireRunning(publication.run);
    const model = structuredClone(modelOf(publication.orgKey));
    publishToMemory(
      model,
      {
        ...plain(publication),
        added: publication.added.map(plainVersion),
        changed: publication.changed.map((entry) => ({ ...entry, version: plainVersion(entry.version) })),
      },
      {
        run: stored.number,
        nextId: last.component + 1,
        nextMannerId: last.manner + 1,
        documentOf: (document) => documentsOf(publication.orgKey).row(document),
        textsOf: (document) => documentsOf(publication.orgKey).texts(document),
      }
    );
    last.component = Math.max(last.component, ...model.identities.keys());
    last.manner = Math.max(last.manner, ...model.manners.map(({ id }) => id));
    models.set(publication.orgKey, model);
    const { number, runId, orgKey, holder, leaseUntil } = stored;
    const sequence = (last.sequence += 1);
    const { references, grants } = model.counts;
    const totals = { references, grants };
    const published = {
      ...changeable(publication.run),
      ...totals,
      number,
      runId,
      orgKey,
      holder,
      leaseUntil,
      sequence,
    };
    runs.set(runId, published);
    documentsOf(publication.orgKey).removeUnused(model);
    return published;
  };

  const detailOf = (orgKey: string, key: ComponentKey): ComponentDetail | undefined => {
    const identity = holderOf(modelOf(orgKey), key);
    return (
      identity &&
      componentDetail(modelOf(orgKey), identity, startOf, ({ documentHash: hash, extractorVersion }) =>
        documentsOf(orgKey).find({ hash, extractorVersion })
      )
    );
  };

  const erase = (key: string): OrgRecord | undefined => {
    const erased = orgs.get(key);
    orgs.delete(key);
    models.delete(key);
    documents.delete(key);
    for (const { runId } of runsOf(key)) runs.delete(runId);
    return erased;
  };

  return {
    roles: () => Promise.resolve(['manager']),
    orgs: ({ all = false } = {}) =>
      answer(() =>
        [...orgs.values()]
          .filter(({ disconnectedAt }) => all || disconnectedAt === undefined)
          .sort((a, b) => byCodePoint(a.connectedAt, b.connectedAt) || byCodePoint(a.key, b.key))
      ),
    org: (key) => answer(() => orgs.get(key)),
    runs: (orgKey, { limit } = {}) => answer(() => runsOf(orgKey).slice(0, limit)),
    run: (orgKey, runId) => answer(() => runsOf(orgKey).find((run) => run.runId === runId)),
    lastPublished: (orgKey) => answer(() => runsOf(orgKey).find(({ sequence }) => sequence !== undefined)),
    known: (orgKey) => answer(() => knownComponents(modelOf(orgKey))),
    documents: (orgKey) =>
      answer(() =>
        modelOf(orgKey)
          .paths.filter(isOpen)
          .flatMap(({ path, documentId }) => {
            const document = documentsOf(orgKey).byId(documentId);
            return document ? [{ path, hash: document.hash, extractorVersion: document.extractorVersion }] : [];
          })
          .sort((a, b) => byCodePoint(a.path, b.path))
      ),
    components: (orgKey, filter) => answer(() => findComponents(modelOf(orgKey), filter, startOf)),
    component: (orgKey, key) => answer(() => detailOf(orgKey, key)),
    havingAttribute: (orgKey, keys, attribute) =>
      answer(() => keys.filter((key) => attribute in (detailOf(orgKey, key)?.attributes ?? {}))),
    versions: (orgKey, key) =>
      answer(() => [...versionsOf(modelOf(orgKey), holderOf(modelOf(orgKey), key)?.id ?? -1)].reverse()),
    references: (orgKey, filter) => answer(() => findReferences(modelOf(orgKey), filter)),
    grants: (orgKey, filter) => answer(() => findGrants(modelOf(orgKey), filter)),
    counts: (orgKey) => answer(() => modelOf(orgKey).counts),
    content: (orgKey, hash) =>
      answer(() => {
        const content = documentsOf(orgKey).content(hash);
        return content && new Uint8Array(inflateRawSync(content.deflated));
      }),
    storedDocuments: (orgKey, hashes, extractorVersion) =>
      answer(() => [...new Set(hashes)].flatMap((hash) => documentsOf(orgKey).find({ hash, extractorVersion }) ?? [])),
    corporatePolicies: () => answer(() => Object.fromEntries(policies)),
    audits: ({ orgKey, limit } = {}) =>
      answer(() =>
        audits
          .filter((record) => orgKey === undefined || record.orgKey === orgKey)
          .reverse()
          .slice(0, limit)
      ),

    saveOrg: (org) => write(() => void orgs.set(org.key, plain(org))),
    changeOrg: (key, change) =>
      write(() => {
        const changed = change(structuredClone(orgs.get(key)));
        if (changed !== undefined) orgs.set(key, plain({ ...changed, key }));
        return changed && orgs.get(key);
      }),
    eraseOrg: (key, audit) =>
      write(() => {
        const erased = erase(key);
        if (erased !== undefined && audit !== undefined) audits.push(plain(audit(erased)));
        return erased;
      }),
    prune: (orgKey, { before, dryRun = false }, isLive) =>
      write(() => {
        requireOrg(orgKey);
        const running = runningOf(orgKey);
        if (running !== undefined && isLive(running)) return { running };
        const later = runsOf(orgKey).filter(({ startedAt }) => startedAt >= before);
        const model = structuredClone(modelOf(orgKey));
        moveVersions(model, {
          at: (id) => {
            const row = documentsOf(orgKey).byId(id);
            return row && documentsOf(orgKey).find(row);
          },
          of: ({ documentHash: hash, extractorVersion }) => documentsOf(orgKey).find({ hash, extractorVersion }),
        });
        const gone = pruneModel(model, Math.min(...later.map(({ number }) => number)));
        const pruned = { ...gone, ...documentsOf(orgKey).unused(model) };
        if (dryRun) return { pruned };
        if (running !== undefined) runs.set(running.runId, { ...running, state: 'interrupted' });
        models.set(orgKey, model);
        documentsOf(orgKey).removeUnused(model);
        return { pruned };
      }),
    compact: () => answer(() => ({ before: 0, after: 0 })),
    beginRun: (run, isLive, isServedBy) =>
      write(() => {
        requireOrg(run.orgKey);
        const running = runningOf(run.orgKey);
        if (running !== undefined && isLive(running)) return { running };
        if (running !== undefined) runs.set(running.runId, { ...running, state: 'interrupted' });
        const serving = isServedBy && runsOf(run.orgKey).find(isServedBy);
        if (serving) return { running: serving };
        const begun: RunRecord = { ...plain(run), state: 'running', number: (last.run += 1) };
        runs.set(run.runId, begun);
        return { begun };
      }),
    renewLease: (orgKey, runId, leaseUntil) =>
      write(() => {
        const run = runs.get(runId);
        if (run?.state !== 'running' || run.orgKey !== orgKey) return false;
        runs.set(runId, { ...run, leaseUntil });
        return true;
      }),
    saveRun: (run) =>
      write(() => {
        checkUnpublished(run);
        const stored = runs.get(run.runId);
        if (stored?.state !== 'running') return;
        const { number, runId, orgKey, holder, leaseUntil } = stored;
        runs.set(runId, { ...changeable(run), number, runId, orgKey, holder, leaseUntil });
      }),
    putDocuments: (orgKey, newDocuments, contents) =>
      write(() => {
        requireOrg(orgKey);
        documentsOf(orgKey).put(newDocuments, contents);
      }),
    publish: (publication) => write(() => publish(publication)),
    setCorporatePolicy: (name, value) =>
      write(() => void (value === undefined ? policies.delete(name) : policies.set(name, value))),
    useToken: (digest) =>
      write(() => {
        const used = digest(tokenSalt);
        if (usedTokens.has(used)) return false;
        usedTokens.add(used);
        return true;
      }),
    audit: (record) => write(() => void audits.push(plain(record))),
    close: () => Promise.resolve(),
  };
};
