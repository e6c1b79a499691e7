import { StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ModelDisplay from '../../src/commands/elements/model/display.ts';
import OrgCheck from '../../src/commands/elements/org/check.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisplay from '../../src/commands/elements/org/display.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { startRecordingServer, type RecordingServer } from '../salesforce/recordingServer.ts';
import { commandLine, type CommandLine } from './commandLine.ts';
import { projectFolder } from './projectFolder.ts';

/** Not the sf CLI's, so that the test works beside a login of it. */
const PORT = 27_181;

const BROWSER = join(import.meta.dirname, '..', 'endToEnd', 'openUrl.js');

describe("an editor of a shared store changes instance_url; the owner's next sync by SF_ACCESS_TOKEN or --reauthenticate", () => {
  let line: CommandLine;
  let standin: Standin;
  let other: RecordingServer;
  let org: string;
  let came: string;

  beforeEach(async () => {
    line = commandLine();
    const folder = join(line.folder, 'project');
    projectFolder(folder, PORT);
    standin = await startStandin({ project: folder, bare: true });
    other = await startRecordingServer();
    org = standin.adminUsername;
    came = process.cwd();
    process.chdir(folder);
    await line.logins.saveSession(standin);
    await line.logins.change(org, { clientId: 'own-app' });
    expect((await line.run(OrgConnect, ['-o', org])).error).to.equal(undefined);
    await edit({ instanceUrl: other.url });
    standin.forgetRequests();
  });

  afterEach(async () => {
    process.chdir(came);
    await standin.stop();
    await other.stop();
    line.remove();
  });

  const loginFile = (): string => join(line.logins.home, '.sfdx', `${org}.json`);

  /** As somebody who may write the store. */
  const edit = async (change: object): Promise<void> => {
    const store = await openSqliteStore(join(line.folder, 'elements', 'elements.db'));
    for (const record of await store.orgs()) await store.saveOrg({ ...record, ...change });
    await store.close();
  };

  /** The sf CLI holds no login any more, but knows the org. */
  const withoutSecrets = (): void => {
    const { accessToken: _gone, ...kept } = JSON.parse(readFileSync(loginFile(), 'utf8')) as Record<string, unknown>;
    writeFileSync(loginFile(), JSON.stringify(kept));
    StateAggregator.clearInstance();
  };

  const forgotten = (): void => {
    rmSync(loginFile());
    StateAggregator.clearInstance();
  };

  /** Which connected app it was is all that the sf CLI knows still: its own one knows one port only. */
  const nearlyForgotten = (): void => {
    writeFileSync(loginFile(), JSON.stringify({ username: org, clientId: 'own-app' }));
    StateAggregator.clearInstance();
  };

  const WAYS = {
    SF_ACCESS_TOKEN: async (more: NodeJS.ProcessEnv = {}) =>
      line.run(Sync, ['-o', org], { SF_ACCESS_TOKEN: standin.accessToken(), ...more }),
    'a token in place of an alias': async (more: NodeJS.ProcessEnv = {}) =>
      line.run(Sync, ['-o', standin.accessToken()], more),
    '--reauthenticate': async (more: NodeJS.ProcessEnv = {}) =>
      line.run(Sync, ['-o', org, '--reauthenticate'], { BROWSER, ...more }),
  } as const;

  for (const [way, sync] of Object.entries(WAYS)) {
    it(`reaches the org that the sf CLI noted, by ${way}, and nobody else`, async () => {
      withoutSecrets();

      const { error, result } = await sync();

      expect(error).to.equal(undefined);
      expect(result.state).to.equal('succeeded');
      expect(other.requests()).to.deep.equal([]);
    });

    it(`sends nothing to anybody where the sf CLI has no such login, by ${way}`, async () => {
      forgotten();

      const { error, exitCode } = await sync();

      expect(error).to.include({ name: 'AddressNotTrustedError' });
      expect(exitCode).to.equal(1);
      expect(error?.message).to.contain(other.url);
      expect(error?.actions?.join('\n')).to.contain('sf org login web').and.to.contain('SF_ORG_INSTANCE_URL');
      expect(other.requests()).to.deep.equal([]);
      expect(standin.requests()).to.deep.equal([]);
    });

    it(`goes where the person says in the environment, by ${way}`, async () => {
      nearlyForgotten();

      const { error } = await sync({ SF_ORG_INSTANCE_URL: standin.url });

      expect(error).to.equal(undefined);
      expect(other.requests()).to.deep.equal([]);
    });
  }

  it('sends a check of the org nowhere else either', async () => {
    withoutSecrets();

    for (const [args, environment] of [
      [['-o', org], { SF_ACCESS_TOKEN: standin.accessToken() }],
      [['-o', org, '--reauthenticate'], { BROWSER }],
    ] as const) {
      const { error } = await line.run(OrgCheck, [...args], environment);
      expect(error).to.equal(undefined);
    }
    expect(other.requests()).to.deep.equal([]);
  });

  it('does not send a token of one org to another that the person has logged in to', async () => {
    withoutSecrets();
    const elsewhere = { username: 'ada@elsewhere.example', orgId: '00D000000000009EAA', instanceUrl: other.url };
    writeFileSync(join(line.logins.home, '.sfdx', `${elsewhere.username}.json`), JSON.stringify(elsewhere));
    StateAggregator.clearInstance();
    await edit({ username: elsewhere.username });

    const { error } = await line.run(Sync, ['-o', elsewhere.username], { SF_ACCESS_TOKEN: standin.accessToken() });

    expect(error).to.include({ name: 'OrgMismatchError' });
    expect(other.requests()).to.deep.equal([]);
  });

  it('leads nobody there by a link to Setup', async () => {
    const shown = async () => (await line.run(ModelDisplay, ['ApexClass:Only', '-o', org])).result;

    expect(await shown()).to.not.have.property('url');
    await edit({ instanceUrl: standin.url });
    expect((await shown()).url).to.contain(standin.url);
    await edit({ instanceUrl: `${standin.url.replace('//', '//ada:pw@')}/secur/logout.jsp?next=evil#` });
    expect((await shown()).url).to.match(new RegExp(`^${standin.url}/(?:lightning|[0-9A-Za-z]{15})`));
    await edit({ instanceUrl: 'https://acme.my.salesforce.com' });
    expect((await shown()).url).to.contain('https://acme.my.salesforce.com/');
  });

  it('shows it as not verified', async () => {
    const url = `${other.url.replace('//', '//ada:pw@')}/planted?sig=planted`;
    await edit({ instanceUrl: url });

    const { result, output } = await line.run(OrgDisplay, ['-o', org]);

    expect(result).to.include({ instanceUrl: other.url, isInstanceUrlVerified: false });
    expect(output).to.contain('not verified').and.to.not.contain('planted').and.not.to.contain('pw@');
    await edit({ instanceUrl: standin.url });
    const { result: own, output: shown } = await line.run(OrgDisplay, ['-o', org]);
    expect(own).to.include({ instanceUrl: standin.url, isInstanceUrlVerified: true });
    expect(shown).to.not.contain('not verified');
  });

  it('sends nothing there though the user in the store is another one, where the sf CLI knows the alias', async () => {
    writeFileSync(join(line.logins.home, '.sfdx', 'alias.json'), JSON.stringify({ orgs: { prod: org } }));
    withoutSecrets();
    const instanceUrl = 'https://evil.my.salesforce.com';
    await edit({ username: 'eve@acme.example', alias: 'prod', instanceUrl });

    const { error } = await line.run(Sync, ['-o', 'prod'], { SF_ACCESS_TOKEN: standin.accessToken() });

    expect(error).to.equal(undefined);
    expect(standin.requests()).to.not.deep.equal([]);
  });

  it('has nobody log in to another org than the sf CLI noted', async () => {
    const elsewhere = { orgId: '00D000000000009EAA', instanceUrl: 'https://evil.my.salesforce.com' };
    await edit(elsewhere);

    for (const command of [Sync, OrgCheck, OrgConnect] as const) {
      const { error, output } = await line.run<unknown>(command, ['-o', org, '--reauthenticate'], { BROWSER });
      expect(error, command.name).to.include({ name: 'OrgMismatchError' });
      expect(output).to.not.contain('oauth2/authorize');
    }
    expect(standin.requests()).to.deep.equal([]);
  });
});
