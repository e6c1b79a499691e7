import { expect } from 'chai';
import ModelList from '../../src/commands/elements/model/list.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import PolicyDisplay from '../../src/commands/elements/policy/display.ts';
import Sync from '../../src/commands/elements/sync.ts';
import SyncHistory from '../../src/commands/elements/sync/history.ts';
import { forgetLiveSecrets } from '../../src/secrets/liveSecrets.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { xmlOf } from '../specialCases/startCaseRig.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

const MARKER = 'Elements_Manual_Sync_Only';

/** What somebody may put into SF_ACCESS_TOKEN so that the program hides it from itself; some with the form of a token. */
const VALUES: { readonly [what: string]: (orgId: string) => string } = {
  'its name': () => MARKER,
  'a header': () => `Bearer ${MARKER}`,
  'a token of another org': () => `00D000000000099!${MARKER}`,
  'a token of the org': (orgId) => `${orgId}!${MARKER}`,
};

describe('a value of SF_ACCESS_TOKEN that no session is opened with', () => {
  let line: CommandLine;
  let standin: Standin;
  let org: string;

  beforeEach(async () => {
    // Each command line is a process of its own.
    forgetLiveSecrets();
    line = commandLine();
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
    org = standin.adminUsername;
    await line.logins.saveSession(standin);
  });
  const renewLine = async (): Promise<void> => {
    line.remove();
    line = commandLine();
    await line.logins.saveSession(standin);
  };
  afterEach(async () => {
    forgetLiveSecrets();
    await standin.stop();
    line.remove();
  });

  for (const [what, valueFor] of Object.entries(VALUES)) {
    it(`hides no marker of Manual Sync Only, be it ${what}: nothing is synced by a stored login`, async () => {
      const held = { SF_ACCESS_TOKEN: valueFor(standin.org.orgId) };
      await line.run(OrgConnect, ['-o', org, '--no-sync']);
      standin.control.add('CustomPermission', MARKER, xmlOf('CustomPermission', '<label>M</label>'));

      const synced = await line.run(Sync, ['-o', org], held);
      expect([synced.error?.name, synced.exitCode]).to.deep.equal(['ManualSyncOnlyError', 77]);

      await renewLine();
      const connected = await line.run(OrgConnect, ['-o', org, '--no-prompt'], held);
      expect(connected.error).to.equal(undefined);
      expect(connected.result).not.to.have.property('sync');
      expect(connected.result.policy.manualSyncOnly).to.include({ effective: true });
    });
  }

  it('damages no model, and hides no name in what is shown', async () => {
    const words = ['CustomApplication', 'fullName lastModifiedDate manageableState', org, 'manual-sync-only'];
    const models: unknown[] = [];
    for (const word of ['', ...words]) {
      const held = { SF_ACCESS_TOKEN: word };
      await renewLine();
      const { error } = await line.run(OrgConnect, ['-o', org], held);
      expect(error, word).to.equal(undefined);
      const { result } = await line.run(ModelList, ['-o', org, '--json']);
      models.push(result.map(({ firstSeen: _first, lastChanged: _last, ...component }) => component));
      expect(models.at(-1), word).to.deep.equal(models[0]);
      const shown = [
        await line.run(SyncHistory, ['-o', org, '--json'], held),
        await line.run(PolicyDisplay, ['-o', org], held),
      ];
      expect(shown[0]?.output, word).not.to.contain('***');
      expect(shown[1]?.output).to.contain('manual-sync-only');
    }
  });
});
