import { expect } from 'chai';
import { effectivePolicy } from '../../src/policy/effectivePolicy.ts';
import { componentCards } from '../../src/view/componentCard.ts';
import { componentTable, type Component } from '../../src/view/componentView.ts';
import { formatCount, formatDuration, shorten, scheduleText } from '../../src/view/format.ts';
import { nearestNames } from '../../src/view/nearestNames.ts';
import { orgConnection, type OrgConnection } from '../../src/view/orgConnection.ts';
import { orgTable, sortByGroup } from '../../src/view/orgTable.ts';
import { auditRecordTable } from '../../src/view/policyAudit.ts';
import { syncProgress } from '../../src/view/syncProgress.ts';
import { syncResult, type SyncResult } from '../../src/view/syncResult.ts';
import { historyTable, countsText, syncSummary, typeTable } from '../../src/view/syncSummary.ts';
import { tableOf } from '../../src/view/table.ts';
import { moment, orgOf, runOf } from '../store/builders.ts';

const PRODUCTION = '00D000000000001EAA';

const org = (key: string, changes: Parameters<typeof orgOf>[1] = {}): OrgConnection =>
  orgConnection({
    isInstanceUrlVerified: true,
    org: orgOf(key, { name: key, ...changes }),
    manualSyncOnly: effectivePolicy('manual-sync-only', []),
    reason: '',
    credential: 'none',
    schedule: { state: 'off' },
  });

const sandbox = (key: string, orgId: string): OrgConnection => org(key, { orgId, isSandbox: true, group: PRODUCTION });

describe('the table of orgs', () => {
  it('puts sandboxes below their production org', () => {
    const orgs = [
      sandbox('acme uat', '00D000000000003EAA'),
      org('zebra', { orgId: '00D000000000009EAA', group: '00D000000000009EAA' }),
      sandbox('acme dev', '00D000000000002EAA'),
      org('acme', { alias: 'prod' }),
    ];
    expect(sortByGroup(orgs).map(({ name }) => name)).to.deep.equal(['acme', 'acme dev', 'acme uat', 'zebra']);
    expect(orgTable(orgs).data.map((row) => row['org'])).to.deep.equal([
      'prod',
      '  └ admin@acme dev.example',
      '  └ admin@acme uat.example',
      'admin@zebra.example',
    ]);
  });

  it('does not set in a sandbox whose production org is not connected', () => {
    expect(orgTable([sandbox('lonely', '00D000000000002EAA')]).data[0]?.['org']).to.equal('admin@lonely.example');
  });
});

describe('a cell of any table', () => {
  it('holds nothing that moves or colours, and keeps its lines and what sets it in', () => {
    const cell = '  └ a\u001b[31mred\u001b[2J\u202e\n\u001b]8;;http://evil.example/\u0007b';

    const { data, title } = tableOf([{ key: 'a', name: 'A' }], [{ a: cell }], { title: 'x\u001b[2J\r\ny' });

    expect(data).to.deep.equal([{ a: '  └ ared\\u{202E}\nb' }]);
    expect(title).to.equal('x y');
  });

  it('of words that a store says to be ours is no exception', () => {
    const word = 'on\u001b[31m' as never;
    const record = { at: moment(0), actor: word, from: word, action: word, detail: {} };
    const run = { ...syncResult({ ...runOf('acme', 'r1'), number: 1 }, ''), state: word, trigger: word };
    const schedule = { state: 'active', time: word, timezone: word, nextRun: moment(0) } as const;
    const texts = [auditRecordTable({ records: [record] } as never), historyTable([run]), scheduleText(schedule)];

    expect(JSON.stringify(texts)).to.not.contain('u001b');
  });
});

describe('the next sync of an org', () => {
  const nextRun = '2026-03-01T12:00:00.000Z';
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const elsewhere = here === 'Asia/Tokyo' ? 'Asia/Kathmandu' : 'Asia/Tokyo';

  it("is told in the reader's time zone, which is named where the schedule has another one", () => {
    const told = (timezone: string): string => scheduleText({ state: 'active', time: '02:30', timezone, nextRun });
    expect(told(elsewhere)).to.match(new RegExp(`\\(${elsewhere}\\), next .*\\(${here}\\)$`));
    expect(told(here)).to.match(/next \d{4}-\d\d-\d\d \d\d:\d\d$/);
  });
});

describe('what an org says of itself', () => {
  const ESCAPE = '\u001b[2J\u001b]0;owned\u0007';

  it('can not steer the terminal', () => {
    const component = {
      type: 'CustomField',
      fullName: `Account.${ESCAPE}X__c`,
      label: `${ESCAPE}label\nsecond line`,
      description: ESCAPE,
      packaged: false,
      firstSeen: moment(0),
      lastChanged: moment(0),
    };
    const shown = JSON.stringify([
      componentTable([component]),
      componentCards({ ...component, attributes: { help: `${ESCAPE}help` } }),
      orgTable([org(`evil${ESCAPE}`)]),
      historyTable([{ ...result(), actor: ESCAPE, error: { name: 'X', message: ESCAPE } }]),
      typeTable({ ...result(), types: [{ type: 'X', state: 'failed', components: 0, problem: ESCAPE }] }),
    ]);
    expect(shown).not.to.match(/\\u001b|\\u0007|\\n/);
    expect(shown).to.contain('label second line');
  });
});

describe('the card of a component', () => {
  const shown = (changes: Partial<Component>): Record<string, string | undefined> =>
    Object.fromEntries(
      componentCards({
        type: 'CustomField',
        fullName: 'Account.X__c',
        packaged: false,
        firstSeen: moment(0),
        lastChanged: moment(0),
        attributes: {},
        ...changes,
      }).flatMap(({ data }) => data.map((row) => [row['name'], row['value']]))
    ) as Record<string, string | undefined>;

  it('takes a namespace for that of a package only where a package installed the component', () => {
    const own = shown({ namespace: 'acme' });
    expect(own).to.include({ Namespace: 'acme' }).and.not.have.property('Package namespace');
    expect(shown({ namespace: 'kit', packaged: true })).to.include({ 'Package namespace': 'kit' });
  });

  it('shows a long text in full, line by line', () => {
    const formula = Array.from({ length: 60 }, (_, index) => `IF(Amount__c > ${String(index)},`);
    expect(shown({ attributes: { formula: formula.join('\r\n') } })['formula']).to.equal(formula.join('\n'));
  });

  it('has a line for each item of a list and each member of an object, and shows no JSON', () => {
    const attributes = {
      systemPermissions: Array.from({ length: 100 }, (_, index) => `Permission${String(index)}`),
      layoutAssignments: { Account: 'Account Layout', Case: 'Case\nLayout' },
      values: [
        { name: 'Won', closed: true, probability: 100, colours: ['red', 'blue'], more: { a: null } },
        { name: 'Lost' },
      ],
      filters: [],
      picklistValues: { Status__c: ['Active', 'Draft'], Fields: { A: { label: 'a' } } },
    };
    const { systemPermissions, ...others } = shown({ attributes });
    expect(systemPermissions?.split('\n')).to.have.lengthOf(100);
    expect(others).to.include({
      layoutAssignments: 'Account: Account Layout\nCase: Case Layout',
      values: 'name: Won, closed: true, probability: 100, colours: (red, blue), more: (a: –)\nname: Lost',
      filters: '–',
      picklistValues: 'Status__c: Active, Draft\nFields: A: (label: a)',
    });
  });

  it('says why it was not fetched, and how old its contents are', () => {
    expect(shown({ notFetched: 'no luck', lastFetched: moment(0) })['Not fetched']).to.match(
      /^no luck\. What .* as the sync of \d{4}-\d\d-\d\d \d\d:\d\d found it/
    );
    expect(shown({ notFetched: 'no luck' })['Not fetched']).to.equal('no luck');
    expect(shown({})).not.to.have.property('Not fetched');
  });
});

const result = (changes: Partial<SyncResult> = {}): SyncResult => ({
  ...syncResult({ ...runOf('acme', 'r1'), number: 1 }, 'sqlite:x.db'),
  ...changes,
});

describe('the summary of a sync', () => {
  const none = result().components;

  it('names the counts that are not zero', () => {
    expect(countsText({ ...none, total: 1500, added: 1200, notFetched: 3 })).to.equal('1,200 added, 3 not fetched');
    expect(countsText(none)).to.equal('–');
  });

  it('says calls by operation, most first, and how long it took', () => {
    const lines = syncSummary(
      result({ durationMs: 12_400, apiCalls: { total: 5, byOperation: { query: 1, retrieve: 4 } }, references: 7 })
    );
    expect(lines.join('\n'))
      .to.contain('5 (retrieve 4, query 1)')
      .and.to.contain('12 s')
      .and.to.contain('7 references');
  });

  it('names what most calls were for, and counts the others together', () => {
    const byOperation = { query: 14, listMetadata: 36, retrieve: 3, limits: 2, describeMetadata: 1 };
    expect(syncSummary(result({ apiCalls: { total: 56, byOperation } })).join('\n')).to.contain(
      '56 (listMetadata 36, query 14, retrieve 3, others 3)'
    );
  });

  it('says how many types of the org are not supported, names the first and where all are', () => {
    const types = (count: number): SyncResult['types'] => [
      ...Array.from({ length: count }, (_, index) => ({
        type: `New${String(index)}`,
        state: 'not supported' as const,
        components: 0,
      })),
      { type: 'ApexClass', state: 'complete', components: 3 },
    ];
    const lines = (count: number): string => syncSummary(result({ types: types(count) })).join('\n');
    expect(lines(38)).to.contain(
      '38 types of the org that are not supported yet: New0, New1, New2, New3, New4 and 33 more'
    );
    expect(lines(38)).to.contain(`sf elements sync history --target-org ${result().username} --limit 1 --json`);
    expect(lines(1)).to.match(/1 type of the org that is not supported yet: New0$/m);
    expect(lines(0)).not.to.contain('not supported');
  });

  it('shows the types that have something to say, and no table when there is none', () => {
    const types: SyncResult['types'] = [
      { type: 'ApexClass', state: 'complete', components: 3 },
      { type: 'Bot', state: 'not supported', components: 0 },
      { type: 'Layout', state: 'partial', components: 2, problem: 'cut off' },
    ];
    expect(typeTable(result({ types }))?.data.map((row) => row['type'])).to.deep.equal(['Layout']);
    expect(typeTable(result({ types: types.slice(0, 2) }))).to.equal(undefined);
  });
});

describe('formats', () => {
  it('are short', () => {
    expect([400, 9_949, 9_960, 61_000, 7_500_000].map(formatDuration)).to.deep.equal([
      '0.4 s',
      '9.9 s',
      '10 s',
      '1 min 1 s',
      '2 h 5 min',
    ]);
    expect(formatCount(1234567)).to.equal('1,234,567');
    expect(shorten('a long story', 7)).to.equal('a long…');
    expect(shorten('short', 5)).to.equal('short');
  });
});

describe('the nearest names', () => {
  const names = ['CustomField:Account.Rating__c', 'CustomField:Account.Tier__c', 'ApexClass:RatingService', 'Layout:X'];

  it('come before others', () => {
    expect(nearestNames('CustomField:Account.Ratng__c', names)[0]).to.equal('CustomField:Account.Rating__c');
    expect(nearestNames('apexclass:ratingservices', names)[0]).to.equal('ApexClass:RatingService');
  });

  it('are none when nothing is near', () => {
    expect(nearestNames('Zzz:qqq', names)).to.deep.equal([]);
  });
});

describe('the progress of a sync', () => {
  it('is quiet with --json, in every order of calls', async () => {
    const progress = await syncProgress({ orgName: 'acme', jsonEnabled: true });
    expect(() => {
      progress.reporter.stage('Check');
      progress.start();
      progress.start();
      progress.reporter.stage('Retrieve');
      progress.reporter.figures({ retrieved: 1, toRetrieve: 2 });
      progress.error();
      progress.stop();
    }).not.to.throw();
  });
});
