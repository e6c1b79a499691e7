import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { allExtractorVersions } from '../../src/extract/extractorVersion.ts';
import { componentKey } from '../../src/model/names/componentName.ts';
import type { JsonValue } from '../../src/model/extraction.ts';
import type { PackedMentions } from '../../src/model/references/packMentions.ts';
import { changesOf } from './changesOf.ts';
import { modelSignature, relationSignature } from './modelSignature.ts';
import { releaseReader } from '../extract/releaseReader.ts';
import { temporarySqliteStore } from '../store/temporaryStore.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const RAISED = '+WorkflowRule:2';

describe('a sync with a reader of a higher version', () => {
  let rig: SyncRig;
  let restore: () => void;

  beforeEach(async () => {
    rig = await startSyncRig();
    await rig.sync();
    restore = releaseReader('WorkflowRule', {
      version: 2,
      attributes: ({ fullName }) => ({ readBy: `2: ${fullName}` }),
    });
  });

  afterEach(async () => {
    restore();
    await rig.stop();
  });

  const versionsByPath = async (): Promise<Map<string, string>> =>
    new Map((await rig.store.documents(rig.org.key)).map(({ path, extractorVersion }) => [path, extractorVersion]));

  const attributesOf = async (type: string, fullName: string): Promise<{ readonly [name: string]: JsonValue }> =>
    (await rig.store.component(rig.org.key, componentKey({ type, fullName })))?.attributes ?? {};

  /** The first workflow rule of the sample. */
  const someRule = async (): Promise<string> => {
    const rule = [...(await rig.known()).values()].find(({ type }) => type === 'WorkflowRule');
    if (rule === undefined) throw new Error('the sample has no workflow rule');
    return rule.fullName;
  };

  it('makes the content anew, and tells nothing as changed', async () => {
    const before = [await modelSignature(rig.store, rig.org.key), await relationSignature(rig.store, rig.org.key)];
    const rule = await someRule();

    const run = await rig.sync();

    expect(changesOf(run)).to.deep.equal({});
    expect(run.extractorVersion).to.equal(allExtractorVersions()).and.include(RAISED);
    expect(await attributesOf('WorkflowRule', rule)).to.deep.equal({ readBy: `2: ${rule}` });
    expect([
      await modelSignature(rig.store, rig.org.key),
      await relationSignature(rig.store, rig.org.key),
    ]).to.deep.equal(before);
    expect(changesOf(await rig.sync())).to.deep.equal({});
  });

  it('reads only the documents of its family anew', async () => {
    const before = await versionsByPath();
    expect([...before.values()].join()).to.not.include(RAISED);

    await rig.sync();

    for (const [path, version] of await versionsByPath()) {
      expect(version, path).to.equal(`${before.get(path) ?? ''}${path.startsWith('workflows/') ? RAISED : ''}`);
    }
  });

  it('takes a changed text of a type whose reader is the same for an update, though its date says nothing', async () => {
    const role = rig.standin.org.components.get('Role:CEO');
    const date = role?.lastModifiedDate ?? '';
    rig.standin.control.edit('Role', 'CEO', rig.standin.control.read('Role', 'CEO').replace(/<name>/, '<name>Our '));
    if (role) role.lastModifiedDate = date;

    expect(changesOf(await rig.sync())).to.deep.equal({ updated: 1 });
  });

  it('takes a changed text of its own type for an update by its date', async () => {
    const workflow = rig.standin.control.read('Workflow', 'Case');
    rig.standin.control.edit('Workflow', 'Case', workflow.replace('<active>true', '<active>false'));

    expect(changesOf(await rig.sync())).to.deep.equal({ updated: 1 });
  });
});

/** Makes of the documents in a store what extractors of version 3 left there: mentions without access and lines. */
const turnBack = (path: string): void => {
  const database = new DatabaseSync(path);
  const write = database.prepare('UPDATE document SET extractor_version = ?, mentions = ? WHERE id = ?');
  for (const { id, mentions } of database.prepare('SELECT id, mentions FROM document').all()) {
    const { manners, names } = JSON.parse(String(mentions)) as PackedMentions;
    write.run('3', JSON.stringify({ manners: manners.map((label) => label.slice(0, 4)), names }), Number(id));
  }
  database.exec("UPDATE run SET extractor_version = '3'");
  database.close();
};

/** Rows of all times: one that is closed and opened again counts twice. */
const referenceRows = (path: string): unknown => {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT * FROM reference_edge ORDER BY from_id, to_id, manner_id, valid_from').all();
  database.close();
  return rows;
};

describe('a store of extractors that had one version for all', () => {
  let file: Awaited<ReturnType<typeof temporarySqliteStore>>;
  let rig: SyncRig;

  before(async () => {
    file = await temporarySqliteStore();
    rig = await startSyncRig({ store: file.store });
  });

  after(async () => {
    await rig.stop();
    await file.destroy();
  });

  it('is read anew by the next sync, and nothing is told as changed', async () => {
    await rig.sync();
    const versions = await rig.store.documents(rig.org.key);
    turnBack(file.path);
    const rows = referenceRows(file.path);
    const before = [await modelSignature(rig.store, rig.org.key), await relationSignature(rig.store, rig.org.key)];

    const run = await rig.sync();

    expect(changesOf(run)).to.deep.equal({});
    expect([
      await modelSignature(rig.store, rig.org.key),
      await relationSignature(rig.store, rig.org.key),
    ]).to.deep.equal(before);
    expect(referenceRows(file.path)).to.deep.equal(rows);
    expect(await rig.store.documents(rig.org.key)).to.deep.equal(versions);
  });
});
