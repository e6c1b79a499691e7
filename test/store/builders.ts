import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Mention } from '../../src/model/extraction.ts';
import { parseComponentName, type ComponentName } from '../../src/model/names/componentName.ts';
import { packMentions } from '../../src/model/references/packMentions.ts';
import type {
  ComponentVersion,
  Content,
  GrantRecord,
  NewRun,
  OrgRecord,
  Publication,
  ReferenceRecord,
  RunRecord,
  StoredDocument,
} from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';

export const EXTRACTOR = '1';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `CustomField:Account.Rating__c` */
export const named = (text: string): ComponentName => {
  const name = parseComponentName(text);
  if (name === undefined) throw new Error(`${text} is no component name`);
  return name;
};

export const orgOf = (key: string, changes: Partial<OrgRecord> = {}): OrgRecord => ({
  key,
  orgId: '00D000000000001EAA',
  username: `admin@${key}.example`,
  name: `Org ${key}`,
  edition: 'Enterprise Edition',
  isSandbox: false,
  instanceUrl: `https://${key}.my.salesforce.com`,
  group: '00D000000000001EAA',
  mode: 'default',
  linkTarget: 'lightning',
  policies: {},
  connectedAt: '2026-01-01T00:00:00.000Z',
  ...changes,
});

/** The moment `minutes` after the tests' beginning of time, ISO 8601. */
export const moment = (minutes: number): string => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString();

export const runOf = (orgKey: string, runId: string, changes: Partial<NewRun> = {}): NewRun => ({
  runId,
  orgKey,
  orgId: '00D000000000001EAA',
  trigger: 'manual',
  actor: 'ada',
  username: `admin@${orgKey}.example`,
  permissions: [],
  apiVersion: '66.0',
  extractorVersion: EXTRACTOR,
  state: 'running',
  full: true,
  startedAt: moment(0),
  types: [],
  warnings: [],
  apiCalls: {},
  listed: {},
  holder: { host: 'here', pid: 1 },
  leaseUntil: moment(10),
  ...changes,
});

/** `name` as `Type:FullName`. */
export const versionOf = (name: string, changes: Partial<ComponentVersion> = {}): ComponentVersion => {
  const { type, fullName } = named(name);
  return { type, rawName: fullName, fullName, packaged: false, ownHash: sha256(name), ...changes };
};

export const contentOf = (text: string): Content => {
  const bytes = Buffer.from(text);
  return { hash: sha256(text), size: bytes.length, deflated: deflateRawSync(bytes) };
};

export const extractedOf = (
  name: string,
  changes: Partial<StoredDocument['components'][number]> = {}
): StoredDocument['components'][number] => ({ ...named(name), attributes: {}, ownHash: sha256(name), ...changes });

/** A document of one file that holds `text`. */
export const documentOf = (
  text: string,
  changes: {
    readonly components?: StoredDocument['components'];
    readonly mentions?: readonly Mention[];
    readonly extractorVersion?: string;
  } = {}
): { readonly document: StoredDocument; readonly contents: readonly Content[] } => ({
  document: {
    hash: sha256(`document ${text}`),
    extractorVersion: changes.extractorVersion ?? EXTRACTOR,
    parts: [{ name: '', contentHash: sha256(text) }],
    components: changes.components ?? [],
    mentions: packMentions(changes.mentions ?? []),
  },
  contents: [contentOf(text)],
});

export const referenceOf = (from: string, to: string, changes: Partial<ReferenceRecord> = {}): ReferenceRecord => ({
  from: named(from),
  to: named(to),
  kind: 'reads',
  evidence: ['apex'],
  confidence: 'certain',
  ...changes,
});

export const referencesOf = (from: string, ...to: readonly string[]): Publication['references'][number] => ({
  from: named(from),
  to: to.map((name) => referenceOf(from, name)),
});

/** All grants of a principal; rights by target name. */
export const grantsOf = (
  principal: string,
  targets: { readonly [target: string]: number }
): Publication['grants'][number] => ({
  principal: named(principal),
  grants: Object.entries(targets).map(([target, rights]): GrantRecord => ({
    principal: named(principal),
    target: named(target),
    rights,
  })),
});

export const publicationOf = (run: RunRecord, changes: Partial<Publication> = {}): Publication => ({
  orgKey: run.orgKey,
  run: { ...run, state: 'succeeded', finishedAt: run.finishedAt ?? run.startedAt },
  added: [],
  changed: [],
  deleted: [],
  missing: [],
  found: [],
  addedUnread: [],
  documents: [],
  removedDocuments: [],
  references: [],
  grants: [],
  ...changes,
});

/** Begins a run that nobody stands in the way of. */
export const begin = async (store: Store, run: NewRun): Promise<RunRecord> => {
  const result = await store.beginRun(run, () => true);
  if (!('begun' in result)) throw new Error(`Run ${result.running.runId} is in the way`);
  return result.begun;
};

/** One whole run: begins it, and publishes what `changes` say. */
export const publishRun = async (store: Store, run: NewRun, changes: Partial<Publication> = {}): Promise<RunRecord> =>
  store.publish(publicationOf(await begin(store, run), changes));
