import { expect } from 'chai';
import type { ListedComponent } from '../../src/model/component.ts';
import { listMetadata, type ListingOutcome, type ListingQuery } from '../../src/salesforce/calls/listMetadata.ts';
import { listingNames } from '../../src/sync/list/inventory.ts';
import { answeringSession, faultWith, type Answers } from './answeringSession.ts';

const NAMES = listingNames(undefined);

const row = (fields: Readonly<Record<string, string>>): string =>
  `<result>${Object.entries(fields)
    .map(([name, value]) => (value === 'nil' ? `<${name} xsi:nil="true"/>` : `<${name}>${value}</${name}>`))
    .join('')}</result>`;

const list = (
  queries: readonly ListingQuery[],
  answers: string | Answers,
  ownNamespace?: string
): Promise<ListingOutcome[]> =>
  listMetadata(
    answeringSession(typeof answers === 'string' ? () => answers : answers),
    queries,
    listingNames(ownNamespace)
  );

const componentsOf = (outcome: ListingOutcome | undefined): readonly ListedComponent[] =>
  outcome?.state === 'listed' ? outcome.components : [];

const only = async (
  fields: Readonly<Record<string, string>>,
  ownNamespace?: string
): Promise<ListedComponent | undefined> =>
  componentsOf(
    (await list([{ type: fields['type'] ?? 'ApexClass' }], row({ type: 'ApexClass', ...fields }), ownNamespace))[0]
  )[0];

describe('listing metadata', () => {
  it('reads a component: name decoded once, ids of 18 characters, dates in UTC', async () => {
    const component = await only({
      fullName: 'Two%2FParts',
      fileName: 'classes/Two%2FParts.cls',
      id: '01pA0000006Vm9r',
      createdById: '005A0000006Vm9r',
      createdByName: 'Ada &amp; Bob',
      createdDate: '2026-01-02T03:04:05.000+0000',
      lastModifiedDate: '2026-01-02T05:04:05.000+0100',
    });

    expect(component).to.deep.equal({
      type: 'ApexClass',
      rawName: 'Two%2FParts',
      fullName: 'Two/Parts',
      packaged: false,
      id: '01pA0000006Vm9rIAC',
      createdById: '005A0000006Vm9rIAC',
      createdBy: 'Ada & Bob',
      createdDate: '2026-01-02T03:04:05.000Z',
      lastModifiedDate: '2026-01-02T04:04:05.000Z',
    });
  });

  it('takes empty ids and the epoch of standard objects, with the users beside it, for nothing', async () => {
    const component = await only({
      fullName: 'Account',
      id: '000000000000000AAA',
      createdById: '005A0000006Vm9r',
      createdByName: 'Ada',
      createdDate: '1970-01-01T00:00:00.000Z',
      lastModifiedById: '005A0000006Vm9r',
      lastModifiedByName: 'Ada',
      lastModifiedDate: '1970-01-01T00:00:00.000Z',
      namespacePrefix: '',
    });

    expect(component).to.deep.equal({ type: 'ApexClass', rawName: 'Account', fullName: 'Account', packaged: false });
  });

  describe('a component whose own part lacks its namespace', () => {
    const listed = (fields: Readonly<Record<string, string>>, ownNamespace?: string) =>
      only({ type: 'CustomMetadata', fullName: 'XXX__Type.Record', ...fields }, ownNamespace);

    for (const [state, packaged] of [
      ['installed', true],
      ['released', true],
      ['deprecated', true],
      ['beta', true],
      ['', true],
      ['installedEditable', false],
      ['deprecatedEditable', false],
    ] as const) {
      it(`is named with it in the state "${state}", of an unlocked package too`, async () => {
        expect(await listed({ namespacePrefix: 'YYY', manageableState: state })).to.include({
          rawName: 'XXX__Type.YYY__Record',
          fullName: 'XXX__Type.YYY__Record',
          packaged,
        });
      });
    }

    it('keeps its name where the namespace is the org’s own, or there is none', async () => {
      for (const [fields, ownNamespace] of [
        [{ namespacePrefix: 'YYY', manageableState: 'installed' }, 'YYY'],
        [{ namespacePrefix: 'YYY', manageableState: 'released' }, 'YYY'],
        [{ namespacePrefix: 'YYY', manageableState: 'unmanaged' }, undefined],
        [{ namespacePrefix: '', manageableState: 'installed' }, undefined],
        [{ manageableState: 'unmanaged' }, 'YYY'],
      ] as const) {
        expect(await listed(fields, ownNamespace)).to.include({ rawName: 'XXX__Type.Record' });
      }
    });

    it('is one with the row that has it', async () => {
      const row = { namespacePrefix: 'YYY', manageableState: 'installed' };

      expect(await listed({ ...row, fullName: 'XXX__Type.YYY__Record' })).to.deep.equal(await listed(row));
    });
  });

  it('keeps who changed what nobody made, once somebody did', async () => {
    const component = await only({
      fullName: 'Account',
      createdByName: 'Ada',
      createdDate: '1970-01-01T00:00:00.000Z',
      lastModifiedByName: 'Bob',
      lastModifiedDate: '2026-01-02T03:04:05.000Z',
    });

    expect(component).to.include({ lastModifiedBy: 'Bob', lastModifiedDate: '2026-01-02T03:04:05.000Z' });
    expect(component).to.not.have.any.keys('createdBy', 'createdDate');
  });

  for (const [state, namespace, own, packaged] of [
    ['installed', 'acme', undefined, true],
    ['released', 'acme', undefined, true],
    ['beta', 'acme', undefined, true],
    ['installedEditable', 'acme', undefined, false],
    ['deprecatedEditable', 'acme', undefined, false],
    ['unmanaged', undefined, undefined, false],
    ['released', 'mine', 'mine', false],
    [undefined, 'acme', undefined, true],
    [undefined, 'mine', 'mine', false],
    [undefined, undefined, 'mine', false],
  ] as const) {
    it(`takes ${state ?? 'no state'} in ${namespace ?? 'no namespace'} of ${own ?? 'no'} org for ${packaged ? 'packaged' : 'its own'}`, async () => {
      const fields = {
        fullName: 'A',
        ...(state === undefined ? {} : { manageableState: state }),
        ...(namespace === undefined ? {} : { namespacePrefix: namespace }),
      };

      expect(await only(fields, own)).to.include({ packaged });
    });
  }

  it('gives each query its own rows', async () => {
    const rows = row({ type: 'ApexTrigger', fullName: 'T' }) + row({ type: 'ApexClass', fullName: 'C' });

    const outcomes = await list([{ type: 'ApexClass' }, { type: 'ApexTrigger' }, { type: 'Flow' }], rows);

    expect(outcomes.map((outcome) => componentsOf(outcome).map(({ fullName }) => fullName))).to.deep.equal([
      ['C'],
      ['T'],
      [],
    ]);
  });

  it('gives each folder its own rows, nested ones to the inner folder', async () => {
    const rows = ['A/One', 'A/Sub/Two', 'B/Three'].map((fullName) => row({ type: 'Report', fullName })).join('');
    const queries = ['A', 'A/Sub', 'B'].map((folder) => ({ type: 'Report', folder }));

    const outcomes = await list(queries, rows);

    expect(outcomes.map((outcome) => componentsOf(outcome).map(({ fullName }) => fullName))).to.deep.equal([
      ['A/One'],
      ['A/Sub/Two'],
      ['B/Three'],
    ]);
  });

  it('takes folders that are listed under the type of their content for folders', async () => {
    const [outcome] = await list([{ type: 'ReportFolder' }], row({ type: 'Report', fullName: 'Sales' }));

    expect(componentsOf(outcome)).to.deep.equal([
      { type: 'ReportFolder', rawName: 'Sales', fullName: 'Sales', packaged: false },
    ]);
  });

  it('knows a row without a type by its file', async () => {
    const rows = row({ type: 'nil', fullName: 'C', fileName: 'classes/C.cls' });

    const outcomes = await list([{ type: 'ApexClass' }, { type: 'ApexTrigger' }], rows);

    expect(outcomes.map((outcome) => componentsOf(outcome).length)).to.deep.equal([1, 0]);
  });

  it('asks each type alone when a row tells neither type nor file, and knows it then', async () => {
    const session = answeringSession((_operation, envelope) =>
      envelope.includes('ApexClass') ? row({ type: 'nil', fileName: 'nil', fullName: 'C' }) : ''
    );

    const outcomes = await listMetadata(session, [{ type: 'ApexClass' }, { type: 'ApexTrigger' }], NAMES);

    expect(outcomes.map((outcome) => componentsOf(outcome).length)).to.deep.equal([1, 0]);
    expect(session.sent).to.have.lengthOf(3);
  });

  it('leaves a row without a name out, with a warning, and then proves nothing gone', async () => {
    const [outcome] = await list([{ type: 'ApexClass' }], row({ type: 'ApexClass', fullName: 'nil' }));

    expect(outcome).to.deep.include({ state: 'listed', components: [], doubtful: true });
    expect(outcome?.state === 'listed' && outcome.warnings).to.have.lengthOf(1);
  });

  it('tells rows that lack the same once, with their number', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => row({ type: 'ApexClass', id: String(index) })).join('');
    const [outcome] = await list([{ type: 'ApexClass' }], rows);

    expect(outcome).to.include({ state: 'listed', doubtful: true });
    expect(outcome?.state === 'listed' && outcome.warnings).to.deep.equal([
      '1000 components were listed without a name, for example (no name and no file); they were left out.',
    ]);
  });

  for (const [what, written, read] of [
    ['a control character', 'Ada\u000BLovelace', 'Ada\uFFFDLovelace'],
    ['a reference to one', 'Ada&#x0B;Lovelace', 'Ada\uFFFDLovelace'],
    ['a bare ampersand', 'Ada & Bob', 'Ada & Bob'],
    ['an unknown entity', 'Ada&nbsp;Bob', 'Ada&nbsp;Bob'],
  ] as const) {
    it(`is not lost for ${what} in a person's name, and told once`, async () => {
      const rows = ['A', 'B'].map((fullName) => row({ type: 'ApexClass', fullName, createdByName: written }));
      const outcomes = await list([{ type: 'ApexClass' }, { type: 'Role' }], rows.join(''));

      expect(componentsOf(outcomes[0]).map(({ createdBy }) => createdBy)).to.deep.equal([read, read]);
      const warnings = outcomes.flatMap((outcome) => (outcome.state === 'listed' ? outcome.warnings : []));
      expect(warnings).to.have.lengthOf(1);
      expect(warnings[0]).to.match(/^The listing of ApexClass, Role holds what XML forbids \(/);
    });
  }

  it('lists nothing where there is nothing', async () => {
    expect(await list([{ type: 'Flow' }], '')).to.deep.equal([
      { query: { type: 'Flow' }, state: 'listed', components: [], warnings: [], doubtful: false },
    ]);
  });

  it('asks alone what failed together, so that one bad type hides no other', async () => {
    const session = answeringSession((_operation, envelope) => {
      if (envelope.includes('Flow'))
        return faultWith('INVALID_TYPE', 'This type is not available for this organization');
      if (envelope.includes('Profile')) return faultWith('INSUFFICIENT_ACCESS', 'no');
      return row({ type: 'ApexClass', fullName: 'C' });
    });

    const outcomes = await listMetadata(session, [{ type: 'ApexClass' }, { type: 'Flow' }, { type: 'Profile' }], NAMES);

    expect(outcomes.map(({ state }) => state)).to.deep.equal(['listed', 'absent', 'denied']);
    expect(session.sent).to.have.lengthOf(4);
  });

  it('tries a passing fault again before it fails', async () => {
    let turn = 0;
    const [outcome] = await list([{ type: 'Flow' }], () =>
      (turn += 1) < 4
        ? faultWith('UNKNOWN_EXCEPTION', 'An unexpected error occurred')
        : row({ type: 'Flow', fullName: 'F' })
    );
    const [failed] = await list([{ type: 'Flow' }], () =>
      faultWith('UNKNOWN_EXCEPTION', 'An unexpected error occurred')
    );

    expect(outcome?.state).to.equal('listed');
    expect(failed).to.include({ state: 'failed' });
  });

  describe('that is very large', () => {
    const large = Array.from({ length: 20_000 }, (_, n) =>
      row({ type: 'Layout', fullName: `L${String(n)}`, fileName: `layouts/${'x'.repeat(500)}.layout` })
    ).join('');
    const queries = [{ type: 'ApexClass' }, { type: 'Layout' }, { type: 'Flow' }];

    it('is asked for type by type', async () => {
      const session = answeringSession((_operation, envelope) =>
        envelope.split('<queries>').length > 2
          ? large
          : row({ type: /<type>(\w+)/.exec(envelope)?.[1] ?? '', fullName: 'One' })
      );

      const outcomes = await listMetadata(session, queries, NAMES);

      expect(outcomes.map((outcome) => componentsOf(outcome).length)).to.deep.equal([1, 1, 1]);
      expect(session.sent).to.have.lengthOf(4);
    });

    it('is taken where it is of one type', async () => {
      const [outcome] = await list([{ type: 'Layout' }], large);

      expect(componentsOf(outcome)).to.have.lengthOf(20_000);
    });
  });

  it('costs itself alone when the network never brings it, and all when the org does not answer at all', async () => {
    const session = answeringSession((_operation, envelope) =>
      envelope.includes('Flow') ? { status: 200, text: '<half' } : row({ type: 'ApexClass', fullName: 'C' })
    );
    const queries = [{ type: 'ApexClass' }, { type: 'Flow' }];
    const reachable = { ...session, get: async () => [] };

    const outcomes = await listMetadata(reachable, queries, NAMES);
    const error = await listMetadata(session, queries, NAMES).catch((thrown: unknown) => thrown);

    expect(outcomes.map(({ state }) => state)).to.deep.equal(['listed', 'failed']);
    expect(outcomes[1]).to.include({ transient: true });
    expect(error).to.include({ name: 'TransportFault' });
  });

  for (const code of ['REQUEST_LIMIT_EXCEEDED', 'API_DISABLED_FOR_ORG', 'API_CURRENTLY_DISABLED']) {
    it(`ends with ${code}`, async () => {
      const session = answeringSession(() => faultWith(code, 'TotalRequests Limit exceeded.'));

      const error = await listMetadata(session, [{ type: 'Flow' }, { type: 'Layout' }], NAMES).catch((e: Error) => e);

      expect(error).to.include({ name: 'SalesforceFault', code });
      expect(session.sent).to.have.lengthOf(1);
    });
  }

  it('escapes what it asks', async () => {
    const session = answeringSession(() => '');

    await listMetadata(session, [{ type: 'Report', folder: 'R&D <new>' }], NAMES);

    expect(session.sent[0]).to.contain('<folder>R&amp;D &lt;new&gt;</folder><type>Report</type>');
  });
});
