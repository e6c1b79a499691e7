import { expect } from 'chai';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadOrg } from './load/loadOrg.ts';
import { decodeName, encodeName } from './memberName.ts';
import type { StandinOrg } from './orgState.ts';
import { tinyProject } from './tinyProject.ts';

/** Loads the tiny project with a `config/standin-org.json`. */
async function loadWith(config: object, bare = false): Promise<StandinOrg> {
  const project = tinyProject({ 'config/standin-org.json': JSON.stringify(config) });
  try {
    return await loadOrg({ project: project.path, bare });
  } finally {
    project.remove();
  }
}

const refusalOf = (config: object): Promise<string> =>
  loadWith(config).then(
    () => 'loaded',
    (error: Error) => error.message
  );

describe('loading a project into the stand-in', () => {
  it('holds the objects of the project and no others', async () => {
    const { components } = await loadWith({});

    const objects = [...components.values()].filter(({ type }) => type === 'CustomObject');
    expect(objects.map(({ fullName }) => fullName)).to.have.members(['Account', 'Line__c', 'acme__Thing__c']);
  });

  it('adds the standard objects that the configuration names, unless bare', async () => {
    const config = { standardObjects: ['Lead', 'Account'] };
    const [full, bare] = [await loadWith(config), await loadWith(config, true)];

    expect(full.components.get('CustomObject:Lead')?.id).to.equal('');
    expect(full.files.get('objects/Account.object')).to.deep.equal(bare.files.get('objects/Account.object'));
    expect(bare.components.has('CustomObject:Lead')).to.equal(false);
  });

  it('takes files as a retrieve gives them, without a conversion', async () => {
    const project = tinyProject({ 'config/standin-org.json': JSON.stringify({ name: 'Unconverted' }) });
    const folder = mkdtempSync(join(tmpdir(), 'standin-unconverted-'));
    try {
      const converted = await loadOrg({ project: project.path });
      cpSync(join(project.path, 'config'), join(folder, 'config'), { recursive: true });
      for (const [path, content] of converted.files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      const taken = await loadOrg({ project: folder, metadataFormat: true });

      expect(taken.name).to.equal('Unconverted');
      expect([...taken.files.keys()]).to.have.members([...converted.files.keys()]);
      expect([...taken.components.keys()]).to.have.members([...converted.components.keys()]);
    } finally {
      project.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('names the org and its users as configured', async () => {
    const org = await loadWith({
      name: 'Alpine',
      orgId: '00D5g000004XyZ1',
      edition: 'Developer Edition',
      users: [
        { username: 'u@alpine.example', profile: 'Force.com - Free User', permissionSets: ['Line_Reader'] },
        { username: 'ada@alpine.example', profile: 'Admin', isActive: false },
      ],
    });

    expect(org).to.include({ name: 'Alpine', edition: 'Developer Edition' });
    expect(org.orgId).to.match(/^00D5g000004XyZ1\w{3}$/);
    expect(org.users.map(({ isActive, permissionSets }) => [isActive, permissionSets])).to.deep.equal([
      [true, ['Line_Reader']],
      [false, []],
    ]);
  });

  it('makes up an administrator and a user per profile otherwise', async () => {
    const { users } = await loadWith({});

    expect(users.map(({ profile }) => profile)).to.deep.equal(['Admin', 'Force.com - Free User']);
    expect(users.flatMap(({ permissionSets }) => permissionSets)).to.deep.equal(['Line_Reader']);
  });

  it('refuses a configuration with misspelt keys or sets', async () => {
    expect(await refusalOf({ edtion: 'x' })).to.contain('edtion');
    expect(await refusalOf({ users: [{ username: 'u', profile: 'Admin', permissionSets: ['Nope'] }] })).to.contain(
      'Nope'
    );
  });

  it('encodes free-text names like Salesforce, and reads them back', () => {
    const names = ['Force.com - Free User', '50% (A/B): "x" & y_z', 'Ünïcode – 標準'];

    expect(encodeName('Profile', names[0] ?? '')).to.equal('Force%2Ecom - Free User');
    expect(encodeName('CustomField', 'Account.Rating__c')).to.equal('Account.Rating__c');
    expect(encodeName('Report', 'unfiled$public/Sales')).to.equal('unfiled$public/Sales');
    for (const name of names) expect(decodeName(encodeName('Layout', name))).to.equal(name);
  });
});
