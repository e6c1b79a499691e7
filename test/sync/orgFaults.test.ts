import { expect } from 'chai';
import { silentReporter, type SyncStage } from '../../src/engine/reporter.ts';
import { openSession } from '../../src/salesforce/session/openSession.ts';
import type { RunRecord } from '../../src/store/records.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { changesOf } from './changesOf.ts';
import { wholeModel } from './modelSignature.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const FOR_EVER = { times: null } as const;

/** Nobody may see more of it than that it is refused. */
const BOMB = `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<Layout xmlns="http://soap.sforce.com/2006/04/metadata"><layoutSections>&b;</layoutSections></Layout>`;

describe('a sync of an org in trouble', () => {
  let project: TinyProject;
  let rig: SyncRig;
  let untouched: unknown;

  before(() => {
    const folder = '<ReportFolder xmlns="http://soap.sforce.com/2006/04/metadata"><name>Loose</name></ReportFolder>';
    project = tinyProject({ 'force-app/main/default/reports/Loose.reportFolder-meta.xml': folder });
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
    await rig.sync();
    untouched = await wholeModel(rig.store, rig.org.key);
    rig.standin.control.edit('ApexClass', 'OrderService', 'public class OrderService { Integer more; }\n');
    rig.standin.forgetRequests();
  });

  afterEach(() => rig.stop());

  const failsWith = async (name: string): Promise<Error> => {
    const error = await rig.syncFails();

    expect(error.name, error.message).to.equal(name);
    const [run] = await rig.store.runs(rig.org.key, { limit: 1 });
    expect(run).to.include({ state: 'failed' });
    expect(run?.error).to.include({ name, message: error.message });
    expect(await wholeModel(rig.store, rig.org.key)).to.deep.equal(untouched);
    return error;
  };

  const succeeds = async (): Promise<RunRecord> => {
    const run = await rig.sync();

    expect(run.state, run.warnings.join('\n')).to.equal('succeeded');
    expect(changesOf(run)).to.deep.equal({ updated: 1 });
    return run;
  };

  const ownHash = async (name: string): Promise<string | undefined> => (await rig.known()).get(name)?.ownHash;

  describe('on the way', () => {
    for (const operation of ['listMetadata', 'describeMetadata', 'checkRetrieveStatus', 'retrieve']) {
      it(`repeats ${operation} after a 503`, async () => {
        const page = { kind: 'answer', status: 503, contentType: 'text/html', body: '<html>Down</html>' } as const;
        rig.standin.control.plan(operation, page, { times: 2 });

        await succeeds();
      });
    }

    for (const operation of ['listMetadata', 'describeMetadata', 'checkRetrieveStatus']) {
      it(`repeats ${operation} after the connection broke`, async () => {
        rig.standin.control.plan(operation, { kind: 'drop' });

        await succeeds();
      });

      it(`repeats ${operation} after half an answer`, async () => {
        rig.standin.control.plan(operation, { kind: 'cut', keep: 0.5 });

        await succeeds();
      });
    }

    it('retrieves again when half an answer says that the job started', async () => {
      rig.standin.control.plan('retrieve', { kind: 'cut', keep: 0.5 });

      await succeeds();
    });

    it('retrieves again when the connection broke before anybody knew whether the job had started', async () => {
      rig.standin.control.plan('retrieve', { kind: 'drop' });

      await succeeds();
    });

    it('repeats a query after a 503', async () => {
      rig.standin.control.fail(
        'query',
        { status: 503, code: 'SERVER_UNAVAILABLE' },
        { match: 'FROM FlowDefinitionView' }
      );
      rig.standin.control.fail('query', { status: 503, code: 'SERVER_UNAVAILABLE' }, { match: 'FROM Organization' });

      await succeeds();
    });

    for (const effect of [{ kind: 'drop' } as const, { kind: 'cut', keep: 0.5 } as const]) {
      it(`repeats a query that the connection did not survive (${effect.kind})`, async () => {
        rig.standin.control.plan('query', effect, { match: 'FROM PermissionSet' });

        await succeeds();
      });
    }

    for (const effect of [{ kind: 'drop' } as const, { kind: 'cut', keep: 0.5 } as const]) {
      it(`asks for the org's API version again when the connection breaks (${effect.kind})`, async () => {
        await rig.logins.saveSession(rig.standin);
        rig.standin.control.plan('versions', effect, { times: 2 });

        await succeeds();
      });
    }

    it('does not go on with some API version when the org does not tell its own', async () => {
      await rig.logins.saveSession(rig.standin);
      rig.standin.control.plan('versions', { kind: 'drop' }, FOR_EVER);
      const { sleep } = rig.collaborators.clock;

      const error = await rig.syncFails({ connect: (username) => openSession(username, { sleep, random: () => 0.5 }) });

      expect(error.name).to.equal('OrgUnreachableError');
    });

    it('ends when the org can not be reached', async () => {
      rig.standin.control.plan('*', { kind: 'drop' }, FOR_EVER);
      const error = await rig.syncFails();

      expect(error.name).to.equal('OrgUnreachableError');
    });
  });

  describe('with its listings', () => {
    it('asks for three types at most in a call', async () => {
      await rig.sync();

      const listings = rig.standin.requests().filter(({ operation }) => operation === 'listMetadata');
      expect(listings).to.not.have.lengthOf(0);
      for (const { subject } of listings) expect(subject.split(', ')).to.have.length.within(1, 3);
    });

    it('counts a component that is listed twice once, with a warning', async () => {
      rig.standin.control.plan('listMetadata', { kind: 'listTwice', fullName: 'OrderService' }, { match: 'ApexClass' });

      const run = await succeeds();

      expect(run.warnings.join('\n')).to.contain(
        '1 component(s) of ApexClass were listed more than once, for example ApexClass:OrderService'
      );
    });

    it('keeps a component whose row tells no type', async () => {
      rig.standin.control.plan('listMetadata', { kind: 'nullType', fullName: 'OrderService' }, { match: 'ApexClass' });

      expect(changesOf(await rig.sync())).to.deep.equal({ updated: 1 });
    });
  });

  describe('with a retrieve', () => {
    it('retrieves a zip again that came cut off', async () => {
      rig.standin.control.plan('retrieve', { kind: 'truncateZip', keep: 0.6 });

      await succeeds();

      // Three jobs in any case: what stands for itself, objects, access.
      expect(rig.standin.calls()).to.include({ retrieve: 4 });
    });

    for (const effect of [{ kind: 'truncateZip', keep: 0.6 } as const, { kind: 'garbageZip' } as const]) {
      it(`fails when the zip is never one (${effect.kind})`, async () => {
        rig.standin.control.plan('retrieve', effect, FOR_EVER);

        await failsWith('RetrieveFailedError');

        expect(rig.standin.calls()).to.include({ retrieve: 2 });
      });
    }

    it('halves batches that are too large for the org, and still gets all', async () => {
      rig.standin.control.setLimits({ retrieveFiles: 5 });

      await succeeds();

      expect(rig.standin.calls()['retrieve']).to.be.greaterThan(4);
    });

    it('finds the one component that the org chokes on, and gets the others', async () => {
      const before = await ownHash('ApexClass:orderservice');
      rig.standin.control.edit('Layout', 'Account-Account (Sales) Layout', '<Layout><label>New</label></Layout>');
      rig.standin.control.fail(
        'retrieveJob',
        { code: 'UNKNOWN_EXCEPTION' },
        { match: 'ApexClass:OrderService', ...FOR_EVER }
      );

      const run = await rig.sync();

      expect(run.state).to.equal('partial');
      expect(run.components).to.include({ updated: 1, notFetched: 1, deleted: 0 });
      expect(run.types.find(({ type }) => type === 'ApexClass')?.problem).to.contain('UNKNOWN_EXCEPTION');
      expect(await ownHash('ApexClass:orderservice')).to.equal(before);

      rig.standin.control.heal();
      expect(changesOf(await rig.sync())).to.deep.equal({ updated: 1 });
    });

    it('takes what the org refuses to give for unavailable, not for a failure', async () => {
      const before = await ownHash('ApexClass:orderservice');
      rig.standin.control.fail(
        'retrieveJob',
        { code: 'INSUFFICIENT_ACCESS' },
        { match: 'ApexClass:OrderService', ...FOR_EVER }
      );

      const run = await rig.sync();

      expect(run.state).to.equal('succeeded');
      expect(run.components).to.include({ unavailable: 1, notFetched: 0, updated: 0 });
      expect(await ownHash('ApexClass:orderservice')).to.equal(before);
    });

    for (const [what, content] of [
      ['does not parse', '<Layout><layoutSections></Layout>'],
      ['holds an entity bomb', BOMB],
      ['is empty', ''],
    ] as const) {
      it(`keeps what it has of a component whose file ${what}, and reads the others`, async () => {
        const before = await ownHash('Layout:account-account (sales) layout');
        rig.standin.control.edit('Layout', 'Account-Account (Sales) Layout', content);

        const run = await rig.sync();

        expect(run.state).to.equal('partial');
        expect(run.components).to.include({ updated: 1, deleted: 0, notFetched: 1 });
        expect(run.warnings.join('\n')).to.contain("Layout:Account-Account (Sales) Layout can't be read");
        expect(await ownHash('Layout:account-account (sales) layout')).to.equal(before);
      });
    }

    it('keeps an object with all its fields when its file does not parse', async () => {
      const before = [...(await rig.known()).keys()];
      rig.standin.org.files.set('objects/Account.object', Buffer.from('<CustomObject><fields>'));

      const run = await rig.sync();

      expect(run.state).to.equal('partial');
      expect([...(await rig.known()).keys()].sort()).to.deep.equal(before.sort());
    });

    it('leaves an entry out that points out of the zip, with a warning', async () => {
      const content = Buffer.from('evil');
      rig.standin.control.plan('retrieve', { kind: 'zipEntry', path: '../../evil.txt', content });

      const run = await succeeds();

      expect(run.warnings.join('\n')).to.contain('evil.txt" of the retrieved zip was left out');
    });
  });

  describe('with its queries', () => {
    it('goes on without a table that the user may not see', async () => {
      const grants = await rig.store.grants(rig.org.key, {});
      const refusal = { status: 403, code: 'INSUFFICIENT_ACCESS', message: 'no access to ObjectPermissions' };
      rig.standin.control.fail('query', refusal, { match: 'FROM ObjectPermissions', ...FOR_EVER });

      const run = await rig.sync();

      expect(run.state).to.equal('succeeded');
      expect(run.warnings.join('\n')).to.contain('What profiles permit could not be read: INSUFFICIENT_ACCESS');
      expect(await rig.store.grants(rig.org.key, {})).to.deep.equal(grants);
    });

    for (const [table, type, problem] of [
      ['FlowDefinitionView', 'Flow', 'Which flow versions are active could not be read: MALFORMED_QUERY'],
      ['ObjectPermissions', 'Profile', 'What profiles permit could not be read: MALFORMED_QUERY'],
    ] as const) {
      it(`says of ${type} that it is not complete without ${table}`, async () => {
        rig.standin.control.add('Flow', 'Greet', '<Flow><label>Greet</label></Flow>');
        rig.standin.control.fail(
          'query',
          { status: 400, code: 'MALFORMED_QUERY' },
          { match: `FROM ${table}`, times: null }
        );

        const run = await rig.sync();

        expect(run.state).to.equal('partial');
        const outcome = run.types.find((other) => other.type === type);
        expect(outcome).to.include({ state: 'partial' });
        expect(outcome?.problem).to.contain(problem);
      });
    }

    it('is partial when a query fails that should have worked', async () => {
      rig.standin.control.fail('query', { status: 400, code: 'MALFORMED_QUERY' }, { match: 'FROM ObjectPermissions' });

      const run = await rig.sync();

      expect(run.state).to.equal('partial');
      expect(changesOf(run)).to.deep.equal({ updated: 1 });
    });
  });

  it('publishes nothing when the store refuses', async () => {
    const store = { ...rig.store, publish: () => Promise.reject(new Error('disk full')) };

    const error = await rig.syncFails({ store });

    expect(error.message).to.contain('disk full');
    expect(await wholeModel(rig.store, rig.org.key)).to.deep.equal(untouched);
    const [run] = await rig.store.runs(rig.org.key, { limit: 1 });
    expect(run).to.include({ state: 'failed' });
    expect(changesOf(await rig.sync())).to.deep.equal({ updated: 1 });
  });

  it('publishes nothing when the reporter breaks down in the middle', async () => {
    const stage = (reached: SyncStage): void => {
      if (reached === 'Publish') throw new Error('no terminal');
    };

    await rig.syncFails({ reporter: { ...silentReporter, stage } });

    expect(await wholeModel(rig.store, rig.org.key)).to.deep.equal(untouched);
  });
});
