import { expect } from 'chai';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgUpdate from '../../src/commands/elements/org/update.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { renews } from '../sync/scratchLogins.ts';
import { commandLine, type CommandLine, type Ended } from './commandLine.ts';

describe('a policy that comes into force while the store keeps no audit record', () => {
  let line: CommandLine;
  let project: TinyProject;
  let standin: Standin;
  let org: string;

  beforeEach(async () => {
    line = commandLine();
    project = tinyProject();
    standin = await startStandin({ project: project.path });
    org = standin.adminUsername;
    await line.logins.saveRenewable(standin);
    expect((await line.run(OrgConnect, ['-o', org, '--no-sync'])).error).to.equal(undefined);
  });
  afterEach(async () => {
    await standin.stop();
    project.remove();
    line.remove();
  });

  /** By an index that can't be made of a record that says so; the store checks for what makes writing skip rows alone. */
  const refuseRecord = (action: string): void => {
    const database = new DatabaseSync(join(line.folder, 'elements', 'elements.db'));
    database.exec(`CREATE INDEX refusing ON audit (CASE WHEN action = '${action}' THEN json_extract(action, '$') END)`);
    database.close();
  };

  const WAYS: { readonly [way: string]: () => Promise<Ended<unknown>> } = {
    'policy set': () => line.run(PolicySet, ['manual-sync-only=on', '-o', org, '--no-prompt']),
    'org update': () => line.run(OrgUpdate, ['-o', org, '--manual-sync-only', '--no-prompt']),
  };
  for (const [way, set] of Object.entries(WAYS)) {
    it(`by ${way} removes the stored login all the same, and then says what is missing and what to do`, async () => {
      const token = await line.logins.storedToken(org);
      refuseRecord('policy set');

      const { error, output } = await set();

      expect(error?.name).to.equal('AuditNotKeptError');
      expect(error?.actions?.join(' ')).to.include('sf elements policy enforce');
      expect(output).to.include('Removed');
      const login = readFileSync(join(line.logins.home, '.sfdx', `${org}.json`), 'utf8');
      expect(JSON.parse(login)).not.to.have.any.keys('refreshToken', 'accessToken');
      expect(await renews(standin, token)).to.equal(false);
    });
  }

  it('names the file of a note on an owed login that can’t be read, and what to do', async () => {
    const folder = join(line.logins.home, 'account', '.sf-elements', 'owed');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'a.json');
    writeFileSync(file, 'no JSON');

    const { result } = await line.run(PolicyAudit, []);

    const [weakness] = result.weaknesses.filter(({ where }) => where === file);
    expect(existsSync(weakness?.where ?? '')).to.equal(true);
    expect(weakness?.message).to.include(file).and.to.include('sf elements policy enforce');
  });
});
