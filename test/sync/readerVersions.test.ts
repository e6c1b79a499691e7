import { expect } from 'chai';
import { ENGINE_VERSION } from '../../src/extract/extractorVersion.ts';
import type { ComponentReader } from '../../src/extract/reader.ts';
import { readers } from '../../src/extract/readers.ts';
import { componentKey } from '../../src/model/names/componentName.ts';
import type { JsonValue } from '../../src/model/extraction.ts';
import { changesOf } from './changesOf.ts';
import { modelSignature, relationSignature } from './modelSignature.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

/** Puts the reader of a release to come in a reader's place; returns what takes it out again. */
const release = (type: string, next: ComponentReader): (() => void) => {
  const reader = readers.get(type);
  if (reader === undefined) throw new Error(`${type} has no reader`);
  const before = { ...reader };
  Object.assign(reader, next);
  return () => {
    for (const name of Object.keys(reader)) Reflect.deleteProperty(reader, name);
    Object.assign(reader, before);
  };
};

const ENGINE = String(ENGINE_VERSION);
const RAISED = `${ENGINE}+WorkflowRule:2`;

describe('a sync with a reader of a higher version', () => {
  let rig: SyncRig;
  let restore: () => void;

  beforeEach(async () => {
    rig = await startSyncRig();
    await rig.sync();
    restore = release('WorkflowRule', { version: 2, attributes: ({ fullName }) => ({ readBy: `2: ${fullName}` }) });
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
    expect(run.extractorVersion).to.equal(RAISED);
    expect(await attributesOf('WorkflowRule', rule)).to.deep.equal({ readBy: `2: ${rule}` });
    expect([
      await modelSignature(rig.store, rig.org.key),
      await relationSignature(rig.store, rig.org.key),
    ]).to.deep.equal(before);
    expect(changesOf(await rig.sync())).to.deep.equal({});
  });

  it('reads only the documents of its family anew', async () => {
    expect(new Set((await versionsByPath()).values())).to.deep.equal(new Set([ENGINE]));

    await rig.sync();

    for (const [path, version] of await versionsByPath()) {
      expect(version, path).to.equal(path.startsWith('workflows/') ? RAISED : ENGINE);
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
