import type { SfError } from '@salesforce/core';
import { expect } from 'chai';
import { syncRepeatedly } from '../../../src/sync/run/syncRepeatedly.ts';
import { tinyProject, type TinyProject } from '../../../standin/tinyProject.ts';
import { startSyncRig, type SyncRig } from '../syncRig.ts';

const FOR_EVER = { times: null } as const;

describe('a failed sync', () => {
  let project: TinyProject;
  let rig: SyncRig;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
  });

  afterEach(() => rig.stop());

  /** Why the first try failed, if there is a second one; the org is well again then. */
  const repeatedBecause = async (): Promise<string | undefined> => {
    const { clock } = rig.collaborators;
    const errors: SfError[] = [];
    const onRepeat = ({ error }: { readonly error: SfError }): void => {
      errors.push(error);
      rig.standin.control.heal();
    };
    await syncRepeatedly(
      { org: rig.org, trigger: 'manual', actor: 'ada' },
      { minutes: 240, random: () => 0.5, onRepeat },
      // The wait of the deadline has a signal: it never ends.
      {
        ...rig.collaborators,
        clock: { ...clock, sleep: (ms, ended) => (ended ? new Promise(() => undefined) : clock.sleep(ms)) },
      }
    ).catch(() => undefined);
    return errors[0]?.name;
  };

  it('is repeated after retrieves that a server turned away', async () => {
    const down = { kind: 'answer', status: 503, contentType: 'text/html', body: 'Down' } as const;
    rig.standin.control.plan('retrieve', down, FOR_EVER);

    expect(await repeatedBecause()).to.equal('RetrieveFailedError');
  });

  it('is not repeated after retrieves that are too large', async () => {
    rig.standin.control.fail('retrieveJob', { code: 'LIMIT_EXCEEDED' }, FOR_EVER);

    expect(await repeatedBecause()).to.equal(undefined);
  });

  it('is repeated after a listing that ended in an error of Salesforce itself', async () => {
    rig.standin.control.fail('listMetadata', { code: 'UNKNOWN_EXCEPTION', message: 'An error' }, FOR_EVER);

    expect(await repeatedBecause()).to.equal('SalesforceError');
  });

  it('is not repeated after a listing with an error that stays', async () => {
    rig.standin.control.fail('listMetadata', { code: 'SOMETHING_NEW', message: 'An error' }, FOR_EVER);

    expect(await repeatedBecause()).to.equal(undefined);
  });

  it('is repeated when no type could be listed because Salesforce was busy', async () => {
    let listings = 0;
    const { collaborators } = rig;
    const connect: SyncRig['collaborators']['connect'] = async (username, signal) => {
      const session = await collaborators.connect(username, signal);
      const postSoap: typeof session.postSoap = (envelope, operation) => {
        // The first one looks for the marker.
        if (operation === 'listMetadata' && (listings += 1) === 2) {
          rig.standin.control.fail('listMetadata', { code: 'SERVER_UNAVAILABLE', message: 'later' }, FOR_EVER);
          rig.standin.control.fail(
            'query',
            { code: 'SERVER_UNAVAILABLE', message: 'later' },
            { match: 'FROM Folder', ...FOR_EVER }
          );
        }
        return session.postSoap(envelope, operation);
      };
      return { ...session, postSoap };
    };
    rig = { ...rig, collaborators: { ...collaborators, connect } };

    expect(await repeatedBecause()).to.equal('RetrieveFailedError');
  });
});
