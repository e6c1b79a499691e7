import { expect } from 'chai';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectOrg } from '../../src/connections/connectOrg.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import type { StandinComponent } from '../../standin/orgState.ts';
import type { Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { changesOf } from './changesOf.ts';
import { modelSignature, relationSignature } from './modelSignature.ts';
import { collaboratorsFor, startSyncRig, type SyncRig } from './syncRig.ts';
import { publishedRun } from './publishedRun.ts';

const EDITS = ['touch', 'edit', 'editChild', 'add', 'addChild', 'delete', 'rename', 'changeCase', 'makeAgain'] as const;

type Edit = { readonly kind: (typeof EDITS)[number]; readonly pick: number };

const RENAMED = ['ApexClass', 'CustomField', 'CustomObject', 'Report', 'ValidationRule'];
const DELETED = [...RENAMED, 'CustomLabel', 'Layout', 'PermissionSet', 'RecordType'];

/** Does one thing to the org, to a component that `pick` determines; the counter makes new names. */
const apply = ({ control, org }: Standin, { kind, pick }: Edit, counter: number): void => {
  const among = (types: readonly string[]): StandinComponent | undefined => {
    const found = [...org.components.values()].filter(
      ({ type, id, namespacePrefix }) => types.includes(type) && id !== '' && namespacePrefix === undefined
    );
    return found[pick % found.length];
  };
  const rename = (name: (own: string) => string): void => {
    const component = among(RENAMED);
    if (!component) return;
    const at = Math.max(component.fullName.lastIndexOf('.'), component.fullName.lastIndexOf('/')) + 1;
    const renamed = component.fullName.slice(0, at) + name(component.fullName.slice(at));
    if (renamed !== component.fullName) control.rename(component.type, component.fullName, renamed);
  };
  switch (kind) {
    case 'touch': {
      const component = among(DELETED);
      return component && control.touch(component.type, component.fullName);
    }
    case 'edit': {
      const component = among(['ApexClass']);
      const text = `public class Some { Integer line${String(counter)} = 1; /* on Line__c */ }\n`;
      return component && control.edit('ApexClass', component.fullName, text);
    }
    case 'editChild': {
      const component = among(['CustomField', 'CustomLabel', 'ValidationRule']);
      if (!component) return;
      const note = `<description>${String(counter)}</description></`;
      control.changeChild(component.type, component.fullName, (element) =>
        element.replace(/(?:<description>\d*<\/description>)?<\/(?=\w+>$)/, note)
      );
      return;
    }
    case 'add': {
      const meta = '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"/>';
      return control.add('ApexClass', `Added${String(counter)}`, 'public class A {}\n', meta);
    }
    case 'addChild': {
      const component = among(['CustomObject']);
      const name = `Added${String(counter)}__c`;
      const target = `<referenceTo>Account</referenceTo><type>Lookup</type>`;
      return (
        component &&
        control.addChild('CustomField', component.fullName, `<fields><fullName>${name}</fullName>${target}</fields>`)
      );
    }
    case 'delete': {
      const component = among(DELETED);
      return component && control.delete(component.type, component.fullName);
    }
    case 'rename':
      return rename((own) => own.replace(/^(.*?)(__c)?$/, `$1_${String(counter)}$2`));
    case 'changeCase':
      return rename((own) =>
        own.replace(/[a-z]/i, (letter) =>
          letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()
        )
      );
    case 'makeAgain': {
      const component = among(['ApexClass']);
      if (!component) return;
      const text = control.read('ApexClass', component.fullName);
      const meta = org.files.get(`${component.fileName}-meta.xml`);
      control.delete('ApexClass', component.fullName);
      control.add('ApexClass', component.fullName, text, meta);
      const again = org.components.get(`ApexClass:${component.fullName}`);
      if (again) again.id = `01p${String(counter).padStart(12, '0')}AAA`;
      return;
    }
  }
};

describe('a model kept up to date', () => {
  let project: TinyProject;
  let folder: string;

  before(() => {
    project = tinyProject();
    folder = mkdtempSync(join(tmpdir(), 'elements-random-'));
  });

  after(() => {
    project.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Grants follow a renamed component; here the permission sets still name the old one, as no org would. */
  const everything = async (store: SyncRig['store'], orgKey: string, isRenamed: boolean): Promise<string[]> => {
    const { references, grants } = await relationSignature(store, orgKey);
    const { components, documents } = await modelSignature(store, orgKey);
    return [...components, ...documents, ...references, ...(isRenamed ? [] : grants)];
  };

  const without = (lines: readonly string[], others: readonly string[]): string[] =>
    lines.filter((line) => !others.includes(line));

  const fromScratch = async (rig: SyncRig, isRenamed: boolean): Promise<string[]> => {
    const collaborators = collaboratorsFor(createMemoryStore());
    const org = await connectOrg({ username: rig.standin.adminUsername, actor: 'ada' }, collaborators);
    await publishedRun(syncOrg({ org, trigger: 'manual', actor: 'ada' }, collaborators));
    return everything(collaborators.store, org.key, isRenamed);
  };

  const steps = fc.array(
    fc.array(fc.record({ kind: fc.constantFrom(...EDITS), pick: fc.nat(1000) }), { minLength: 1, maxLength: 6 }),
    { minLength: 3, maxLength: 6 }
  );

  for (const backend of ['memory', 'SQLite'] as const) {
    it(`is after any edits what a first sync would find, in the ${backend} store`, async () => {
      let files = 0;
      await fc.assert(
        fc.asyncProperty(steps, async (edits) => {
          files += 1;
          const store =
            backend === 'memory' ? createMemoryStore() : await openSqliteStore(join(folder, `${String(files)}.db`));
          const rig = await startSyncRig({ project: project.path, store });
          try {
            await rig.sync();
            let counter = 0;
            let isRenamed = false;
            for (const step of edits) {
              for (const edit of step) apply(rig.standin, edit, (counter += 1));
              const run = await rig.sync();
              changesOf(run);
              expect(run.state).to.equal('succeeded');
              isRenamed ||= step.some(({ kind }) => kind === 'rename' || kind === 'changeCase');
              const is = await everything(rig.store, rig.org.key, isRenamed);
              const shall = await fromScratch(rig, isRenamed);
              const differences = [
                ...without(is, shall).map((line) => `too much: ${line}`),
                ...without(shall, is).map((line) => `missing: ${line}`),
              ];
              expect(differences, differences.join('\n')).to.deep.equal([]);
            }
          } finally {
            await rig.stop();
          }
        }),
        { numRuns: 3, endOnFailure: true }
      );
    }).timeout(60_000);
  }
});
