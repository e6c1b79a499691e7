import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StateAggregator } from '@salesforce/core/stateAggregator';
import { expect } from 'chai';
import ModelDisplay from '../../src/commands/elements/model/display.ts';
import ModelList from '../../src/commands/elements/model/list.ts';
import ModelSearch from '../../src/commands/elements/model/search.ts';
import ModelTypes from '../../src/commands/elements/model/types.ts';
import OrgCheck from '../../src/commands/elements/org/check.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisconnect from '../../src/commands/elements/org/disconnect.ts';
import OrgDisplay from '../../src/commands/elements/org/display.ts';
import OrgList from '../../src/commands/elements/org/list.ts';
import OrgUpdate from '../../src/commands/elements/org/update.ts';
import Sync from '../../src/commands/elements/sync.ts';
import SyncHistory from '../../src/commands/elements/sync/history.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

describe('commands before any org is connected', () => {
  let line: CommandLine;
  before(() => {
    line = commandLine();
  });
  after(() => line.remove());

  it('lists no orgs, and says how to connect one', async () => {
    const { result, output } = await line.run(OrgList, []);
    expect(result).to.deep.equal([]);
    expect(output).to.contain('sf elements org connect');
  });

  it('tells the types that a sync supports', async () => {
    const { result, output } = await line.run(ModelTypes, []);
    expect(result.map(({ type }) => type)).to.include.members(['ApexClass', 'CustomField']);
    expect(output).to.contain('ApexClass');
  });

  it('keeps the models in the data folder unless told otherwise', async () => {
    const { output } = await line.run(OrgList, []);
    expect(output).to.contain(join(line.folder, 'elements', 'elements.db'));
  });

  it('lets the flag beat the environment, and the environment the default', async () => {
    const [mine, other] = [join(line.folder, 'mine.db'), join(line.folder, 'other.db')];
    const environment = { SF_ELEMENTS_BACKEND: `sqlite:${other}` };
    expect((await line.run(OrgList, [], environment)).output).to.contain(other);
    const flagged = await line.run(OrgList, ['--backend', `sqlite:${mine}`], environment);
    expect(flagged.output).to.contain(mine).and.not.to.contain(other);
  });

  it('refuses to connect an alias that the sf CLI does not know', async () => {
    const { error, exitCode } = await line.run(OrgConnect, ['-o', 'nobody']);
    expect(error).to.include({ name: 'NoOrgFoundError' });
    expect(error?.actions?.join(' ')).to.contain('nobody');
    expect(exitCode).to.equal(1);
  });

  it('names the aliases that are nearly what was typed', async () => {
    const folder = join(line.logins.home, '.sfdx');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'alias.json'),
      JSON.stringify({ orgs: { production: 'boss@example.com', dev: 'x@y.z' } })
    );
    StateAggregator.clearInstance();

    for (const command of [OrgConnect, OrgCheck]) {
      const { error } = await line.run(command, ['-o', 'prodution']);
      expect(error?.actions?.[0]).to.equal('Did you mean production?');
    }
  });

  it('refuses an org that is not connected', async () => {
    const runs = [
      await line.run(Sync, ['-o', 'nobody']),
      await line.run(OrgDisplay, ['-o', 'nobody']),
      await line.run(OrgUpdate, ['-o', 'nobody', '--link-target', 'classic']),
      await line.run(OrgDisconnect, ['-o', 'nobody']),
      await line.run(SyncHistory, ['-o', 'nobody']),
      await line.run(ModelList, ['-o', 'nobody']),
      await line.run(ModelSearch, ['x', '-o', 'nobody']),
      await line.run(ModelDisplay, ['ApexClass:X', '-o', 'nobody']),
    ];
    for (const { error, exitCode } of runs) {
      expect(error).to.include({ name: 'OrgNotConnectedError' });
      expect(exitCode).to.equal(1);
    }
  });

  it('refuses to guess the org', async () => {
    for (const command of [OrgConnect, Sync, OrgDisplay, ModelList]) {
      const { error, exitCode } = await line.run(command as typeof Sync, []);
      expect(error, command.name).to.include({ name: 'DefaultOrgMissingError' });
      expect(exitCode).to.equal(2);
    }
  });

  it('refuses backends that are none', async () => {
    for (const backend of ['elements.db', 'mysql://host/db', 'sqlite:', 'sqlite:a.db,sqlite:b.db']) {
      const { error, exitCode } = await line.run(OrgList, ['--backend', backend]);
      expect(error, backend).to.include({ name: 'InvalidBackendError' });
      expect(exitCode).to.equal(2);
    }
  });

  it('leaves a file alone that is no database', async () => {
    const path = join(line.folder, 'letter.txt');
    writeFileSync(path, 'Dear diary');
    const { error } = await line.run(OrgList, ['--backend', `sqlite:${path}`]);
    expect(error).to.include({ name: 'BackendUnavailableError' });
    expect(existsSync(`${path}-wal`)).to.equal(false);
  });

  it('wants something to update', async () => {
    const { error, exitCode } = await line.run(OrgUpdate, ['-o', 'nobody']);
    expect(error?.message).to.contain('--manual-sync-only');
    expect(exitCode).to.equal(2);
  });
});
