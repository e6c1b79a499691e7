import { StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OrgDisconnect from '../../src/commands/elements/org/disconnect.ts';
import OrgUpdate from '../../src/commands/elements/org/update.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicyDisplay from '../../src/commands/elements/policy/display.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import ScheduleRun from '../../src/commands/elements/schedule/run.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { OrgRecord } from '../../src/store/records.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { orgOf } from '../store/builders.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

const OTHER = '00D000000000009EAA';

describe('an editor of a shared store changes which org an alias means there', () => {
  let line: CommandLine;
  let standin: Standin;
  let org: string;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
    org = standin.adminUsername;
  });
  after(() => standin.stop());

  beforeEach(async () => {
    line = commandLine();
    await line.logins.saveSession(standin);
    writeFileSync(join(line.logins.home, '.sfdx', 'alias.json'), JSON.stringify({ orgs: { prod: org } }));
    StateAggregator.clearInstance();
    standin.forgetRequests();
  });
  afterEach(() => line.remove());

  /** As somebody who may write the store. */
  const write = async (...records: ReadonlyArray<Partial<OrgRecord>>): Promise<void> => {
    const store = await openSqliteStore(join(line.folder, 'elements', 'elements.db'));
    for (const [at, record] of records.entries()) {
      await store.saveOrg(orgOf(`org${at}`, { alias: 'prod', username: org, orgId: standin.org.orgId, ...record }));
    }
    await store.close();
  };

  const records = async (): Promise<OrgRecord[]> => {
    const store = await openSqliteStore(join(line.folder, 'elements', 'elements.db'));
    try {
      return [...(await store.orgs({ all: true }))];
    } finally {
      await store.close();
    }
  };

  const CHANGES = [
    ['policy set', PolicySet, ['manual-sync-only=on', '--no-prompt']],
    ['org update', OrgUpdate, ['--link-target', 'classic']],
    ['org disconnect', OrgDisconnect, []],
    ['org disconnect --erase', OrgDisconnect, ['--erase', '--no-prompt']],
  ] as const;

  const EDITS: ReadonlyArray<readonly [string, ...Array<Partial<OrgRecord>>]> = [
    ['another org id', { orgId: OTHER }],
    ['another org’s record with the username', { username: 'was@acme.example' }, { orgId: OTHER, alias: 'decoy' }],
    ['another org’s record with the alias', { orgId: OTHER, username: 'decoy@acme.example' }],
  ];

  for (const [command, type, args] of CHANGES) {
    for (const [what, ...edits] of EDITS) {
      it(`refuses ${command} for ${what}, and changes nothing`, async () => {
        await write(...edits);
        const before = await records();

        const { error } = await line.run<unknown>(type, [...args, '-o', 'prod']);

        expect(error).to.include({ name: 'OrgMismatchError', exitCode: 1 });
        expect(error?.message).to.contain(OTHER).and.to.contain(standin.org.orgId);
        expect(await records()).to.deep.equal(before);
      });
    }

    it(`lets ${command} be about the record that is named by its org id`, async () => {
      await write({ orgId: OTHER });

      expect((await line.run<unknown>(type, [...args, '-o', OTHER])).error).to.equal(undefined);
    });

    it(`lets ${command} be about a sandbox that was refreshed`, async () => {
      for (const isSandbox of [true, undefined]) {
        await line.logins.change(org, { isSandbox });
        await write({ orgId: OTHER, isSandbox: true, policies: {} });

        expect((await line.run<unknown>(type, [...args, '-o', 'prod'])).error).to.equal(undefined);
      }
    });

    it(`refuses ${command} where only the store says that it is a sandbox`, async () => {
      await line.logins.change(org, { isSandbox: false });
      await write({ orgId: OTHER, isSandbox: true });

      const { error } = await line.run<unknown>(type, [...args, '-o', 'prod']);

      expect(error).to.include({ name: 'OrgMismatchError' });
    });

    it(`lets ${command} be about what the sf CLI knows nothing of`, async () => {
      await line.logins.change(org, { orgId: undefined });
      await write({ orgId: OTHER });

      expect((await line.run<unknown>(type, [...args, '-o', 'prod'])).error).to.equal(undefined);
    });
  }

  it('is said by policy display and policy audit', async () => {
    await write({ orgId: OTHER });

    const display = await line.run(PolicyDisplay, ['-o', 'prod']);
    const audit = await line.run(PolicyAudit, []);

    for (const { error, output } of [display, audit]) {
      expect(error).to.equal(undefined);
      const words = output.replace(/[\s›]+/g, ' ');
      expect(words).to.contain(OTHER).and.to.contain(standin.org.orgId);
    }
    expect(audit.result.weaknesses.map(({ kind }) => kind)).to.include('another org');
    expect((await line.run(PolicyAudit, ['--strict'])).exitCode).to.equal(1);
  });

  it('is said of no org that is the one the sf CLI noted', async () => {
    await write({});

    expect((await line.run(PolicyDisplay, ['-o', 'prod'])).output).to.not.contain('the sf CLI noted the org');
    const { weaknesses } = (await line.run(PolicyAudit, [])).result;
    expect(weaknesses.map(({ kind }) => kind)).to.not.include('another org');
  });

  it('does not make a sync ask anything of an org that a stored login leads to', async () => {
    const schedule = { time: '02:00', timezone: 'UTC', since: '2026-01-01T00:00:00.000Z' };
    await write({ orgId: OTHER, schedule });

    const synced = await line.run(Sync, ['-o', 'prod']);
    const due = await line.run(ScheduleRun, []);

    expect(synced.error).to.include({ name: 'OrgMismatchError' });
    expect(due.exitCode).to.equal(1);
    expect(due.output.replace(/[\s›]+/g, ' ')).to.contain('leads to another org');
    expect(standin.requests()).to.deep.equal([]);
  });
});
