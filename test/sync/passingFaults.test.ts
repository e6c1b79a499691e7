import { expect } from 'chai';
import type { Effect } from '../../standin/faults.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { changesOf } from './changesOf.ts';
import { modelSignature, relationSignature } from './modelSignature.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

/** The calls of a sync in their order: the stand-in's name of the operation, and what it is about. */
const CALLS: ReadonlyArray<readonly [operation: string, about: string]> = [
  ['versions', ''],
  ['query', 'FROM Organization'],
  ['listMetadata', 'CustomPermission'],
  ['query', 'FROM User WHERE'],
  ['describe', 'UserPermissionAccess'],
  ['query', 'FROM UserPermissionAccess'],
  ['limits', ''],
  ['describeMetadata', ''],
  ['listMetadata', 'ApexClass'],
  ['listMetadata', 'ReportFolder'],
  ['listMetadata', 'Report/Sales'],
  ['describe', 'Folder'],
  ['query', 'FROM Folder'],
  ['retrieve', 'ApexClass:OrderService'],
  ['checkRetrieveStatus', ''],
  ['checkRetrieveStatus', 'with zip'],
  ['query', 'FROM FlowDefinitionView'],
  ['toolingQuery', 'FROM Flow'],
  ['query', 'FROM PermissionSet'],
  ['query', 'FROM ObjectPermissions'],
  ['query', 'FROM FieldPermissions'],
  ['query', 'FROM SetupEntityAccess'],
  ['query', 'FROM PermissionSetTabSetting'],
  ['describe', 'Report'],
  ['query', 'FROM Report'],
  ['toolingQuery', 'FROM InstalledSubscriberPackage'],
];

const SOAP: ReadonlySet<string> = new Set(['listMetadata', 'describeMetadata', 'retrieve', 'checkRetrieveStatus']);

const answer = (status: number, contentType: string, body: string): Effect => ({
  kind: 'answer',
  status,
  contentType,
  body,
});

const PAGE = '<html><head><title>Down</title></head><body>for maintenance</body></html>';

/** What happens once, by the kind of the operation. */
const FAULTS: ReadonlyArray<readonly [what: string, effect: (operation: string) => Effect]> = [
  ['a connection that breaks', () => ({ kind: 'drop' })],
  ['half an answer', () => ({ kind: 'cut', keep: 0.5 })],
  ['a 503 with a page', () => answer(503, 'text/html', PAGE)],
  ['a page with status 200', () => answer(200, 'text/html', PAGE)],
  [
    'an answer of something else',
    (operation) =>
      SOAP.has(operation)
        ? answer(200, 'text/xml', '<Envelope><Body><otherResponse/></Body></Envelope>')
        : answer(200, 'application/json', '{"state":"maintenance"}'),
  ],
  [
    'JSON where XML is due, or the other way round',
    (operation) => (SOAP.has(operation) ? answer(200, 'text/xml', '{}') : answer(200, 'application/json', '<ok/>')),
  ],
  [
    'a text on which source-deploy-retrieve repeats',
    (operation) => ({ kind: 'fail', code: 'NEW', message: `${operation} failed: socket hang up` }),
  ],
  ['an error of Salesforce itself', () => ({ kind: 'fail', status: 500, code: 'UNKNOWN_EXCEPTION', message: 'sorry' })],
];

describe('a sync that meets a passing fault once', () => {
  let project: TinyProject;
  let rig: SyncRig;
  let edits = 0;

  before(async () => {
    project = tinyProject({
      'force-app/main/default/flows/Greet.flow-meta.xml':
        '<Flow xmlns="http://soap.sforce.com/2006/04/metadata"><label>Greet</label><status>Active</status></Flow>',
    });
    rig = await startSyncRig({ project: project.path });
    await rig.sync();
  });

  after(async () => {
    await rig.stop();
    project.remove();
  });

  afterEach(() => rig.standin.control.heal());

  const model = async ({ store, org }: SyncRig = rig): Promise<unknown> => ({
    ...(await modelSignature(store, org.key)),
    ...(await relationSignature(store, org.key)),
  });

  const lastEdit = (): string => `public class OrderService { Integer i${edits}; }\n`;

  /** A sync that has something to retrieve, by a login whose API version is not known yet. */
  const syncAnEdit = async (): ReturnType<SyncRig['sync']> => {
    edits += 1;
    rig.standin.control.edit('ApexClass', 'OrderService', lastEdit());
    await rig.logins.saveSession(rig.standin);
    rig.standin.forgetRequests();
    return rig.sync();
  };

  const callsAbout = ([operation, about]: (typeof CALLS)[number]): number =>
    rig.standin.requests().filter((call) => call.operation === operation && call.subject.includes(about)).length;

  it('makes these calls, and no others', async () => {
    await syncAnEdit();

    for (const call of CALLS) expect(callsAbout(call), call.join(' ')).to.be.at.least(1);
    const known = new Set(CALLS.map(([operation]) => operation));
    expect(Object.keys(rig.standin.calls()).filter((operation) => !known.has(operation))).to.deep.equal([]);
  });

  for (const [what, effectOf] of FAULTS) {
    it(`loses nothing by ${what} at each of them`, async () => {
      await syncAnEdit();
      const usual = CALLS.map(callsAbout);
      const meet = async (calls: typeof CALLS): Promise<void> => {
        for (const [operation, about] of calls) {
          rig.standin.control.plan(operation, effectOf(operation), about === '' ? {} : { match: about });
        }

        const run = await syncAnEdit();

        expect(run.state, run.warnings.join('\n')).to.equal('succeeded');
        expect(changesOf(run)).to.deep.equal({ updated: 1 });
        expect(run.warnings).to.deep.equal([]);
        CALLS.forEach((call, index) => {
          if (calls.includes(call))
            expect(callsAbout(call), `${call.join(' ')} was met`).to.be.above(usual[index] ?? 0);
        });
      };
      // A zip can be fetched once: it is retrieved again, and a retrieve is made once more at most.
      const isFetch = ([, about]: (typeof CALLS)[number]): boolean => about === 'with zip';
      await meet(CALLS.filter((call) => !isFetch(call)));
      await meet(CALLS.filter(isFetch));

      // A sync from scratch reads the same.
      const synced = await model();
      const fresh = await startSyncRig({ project: project.path });
      try {
        fresh.standin.control.edit('ApexClass', 'OrderService', lastEdit());
        await fresh.sync();
        expect(synced).to.deep.equal(await model(fresh));
      } finally {
        await fresh.stop();
      }
    });
  }
});
