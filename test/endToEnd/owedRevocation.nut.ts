import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import type { PolicyAuditResult } from '../../src/commands/elements/policy/audit.ts';
import type { PolicyEnforceResult } from '../../src/commands/elements/policy/enforce.ts';
import { refreshTokenOf, renews } from '../sync/scratchLogins.ts';
import { connectSampleOrg, type ConnectedOrg } from './connectedOrg.ts';

/** Of each call, so that the sync still runs while the policy is set. */
const DELAY_MS = 1000;

describe('a policy that is set while a sync uses the stored login', () => {
  let org: ConnectedOrg;
  let token: string;
  let sync: ReturnType<ConnectedOrg['start']>;

  beforeEach(async () => {
    org = await connectSampleOrg();
    token = await refreshTokenOf(org.standin);
    await org.login({ refreshToken: token });
    org.standin.control.setDelay('*', DELAY_MS);
    org.standin.forgetRequests();
    sync = org.start('elements sync --json');
    // Past the questions after which the guard is asked again.
    while (!org.standin.requests().some(({ operation }) => operation === 'describeMetadata')) {
      expect(sync.child.exitCode, 'the sync ended before it asked anything').to.equal(null);
      await wait(5);
    }
    await org.ok('elements policy set manual-sync-only=on -o sample --no-prompt');
    expect(sync.child.exitCode, 'the sync still runs').to.equal(null);
  });
  afterEach(async () => {
    sync.child.kill('SIGKILL');
    await sync.finished;
    await org.dispose();
  });

  const home = (): string => org.environment['HOME'] ?? '';
  const stored = (): Record<string, unknown> =>
    JSON.parse(readFileSync(join(home(), '.sfdx', `${org.standin.adminUsername}.json`), 'utf8')) as Record<
      string,
      unknown
    >;
  const audit = async (): Promise<PolicyAuditResult> =>
    (await org.json<PolicyAuditResult>('elements policy audit')).result;
  const actions = async (): Promise<string[]> =>
    (await audit()).records.map(({ action }) => action).filter((action) => /credential|revocation/.test(action));

  /** All that the account remembers, which must not hold the token. */
  const remembered = (folder = join(home(), '.sf-elements')): string =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
          .join('\n')
      : '';

  const isOver = async (): Promise<void> => {
    expect(await renews(org.standin, token), 'the refresh token').to.equal(false);
    expect(stored()).not.to.have.any.keys('refreshToken', 'accessToken');
    const { owedRevocations, orgs } = await audit();
    expect(owedRevocations).to.deep.equal([]);
    expect(orgs[0]?.violations).to.deep.equal([]);
    expect(await actions()).to.deep.equal(['credential removed', 'revocation owed']);
  };

  it('is shown as owed by policy audit, and done by the next command when the sync is killed', async () => {
    const { owedRevocations, orgs } = await audit();
    expect(owedRevocations.map(({ username }) => username)).to.deep.equal([org.standin.adminUsername]);
    expect(orgs[0]?.violations.map(({ kind }) => kind)).to.deep.equal(['revocation owed']);
    expect(remembered()).to.include(org.standin.adminUsername);
    for (const secret of [token, ...Object.values(stored()).filter((value) => String(value).length > 60)]) {
      expect(remembered()).not.to.include(String(secret));
    }
    expect(stored()).to.include.keys('refreshToken', 'accessToken');

    sync.child.kill('SIGKILL');
    await sync.finished;
    org.standin.control.setDelay('*', 0);
    expect(await renews(org.standin, token), 'before the next command').to.equal(true);
    await org.ok('elements org list');

    await isOver();
  });

  it('is done by the sync at its end', async () => {
    org.standin.control.setDelay('*', 0);
    expect((await sync.finished).code).to.equal(0);

    await isOver();
  });

  it('is done by the sync when it is told to end', async () => {
    sync.child.kill('SIGINT');
    await sync.finished;

    await isOver();
  });

  it('lets no other sync use the login meanwhile', async () => {
    expect((await org.json('elements sync -o sample')).name).to.equal('ManualSyncOnlyError');
  });

  it('is left to the running sync by policy enforce too', async () => {
    const { result, warnings } = await org.json<PolicyEnforceResult>('elements policy enforce --no-prompt');

    expect(result.map(({ revocation }) => revocation?.state)).to.deep.equal(['left']);
    expect(warnings?.join()).to.include('when that sync ends');
    expect(stored()).to.include.keys('refreshToken');
  });
});
