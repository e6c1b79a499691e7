import { expect } from 'chai';
import { catalogue, entryOf } from '../../src/catalogue/catalogue.ts';
import { locate } from '../../src/catalogue/locate.ts';
import type { ListedComponent } from '../../src/model/component.ts';
import { componentKey } from '../../src/model/names/componentName.ts';
import type { OrgSession } from '../../src/salesforce/session/orgSession.ts';
import { assemble } from '../../src/sync/confirm/assemble.ts';
import { takeInventory, type Inventory } from '../../src/sync/list/inventory.ts';
import { cutBatches, manifestOf, type Wanted } from '../../src/sync/plan/batches.ts';
import { answeringSession } from '../salesforce/answeringSession.ts';

type Row = Readonly<Record<string, string>>;

/** A session of an org that lists these rows, by type or by `Type/folder`; it has no folders that only a query knows. */
const orgListing = (
  rows: Readonly<Record<string, readonly Row[] | string>>
): OrgSession & { readonly most: number } => {
  let flying = 0;
  const session = answeringSession((_operation, envelope) =>
    [...envelope.matchAll(/<queries>(?:<folder>(.*?)<\/folder>)?<type>(.*?)<\/type><\/queries>/g)]
      .map(([, folder, type]) => rows[folder === undefined ? type! : `${type!}/${folder}`] ?? [])
      .map((found) => (typeof found === 'string' ? found : found.map(rowXml).join('')))
      .join('')
  );
  const counting = {
    ...session,
    most: 0,
    get: () => Promise.resolve({ done: true, records: [] }),
    postSoap: async (...args: Parameters<OrgSession['postSoap']>) => {
      flying += 1;
      counting.most = Math.max(counting.most, flying);
      await new Promise((resolve) => setImmediate(resolve));
      flying -= 1;
      return session.postSoap(...args);
    },
  };
  return counting;
};

const rowXml = (fields: Row): string =>
  `<result>${Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</result>`;

const inventoryOf = (session: OrgSession, types: readonly string[], namespace?: string): Promise<Inventory> =>
  takeInventory(session, catalogue, {
    types: new Set(types),
    ...(namespace === undefined ? {} : { namespace }),
  });

const wantedOf = (components: Iterable<ListedComponent>): Wanted[] =>
  [...components].flatMap((component) => {
    const entry = entryOf(component.type);
    return entry ? [{ entry, component }] : [];
  });

const stampNamed = (inventory: Inventory, type: string, fullName: string): ListedComponent | undefined =>
  inventory.components.get(componentKey({ type, fullName }));

describe('special case 3: territories', () => {
  it('are named by their model, are asked for by that name and are known by it in a zip', async () => {
    const session = orgListing({
      Territory2: [
        {
          type: 'Territory2',
          fullName: 'FY26.North',
          fileName: 'territory2Models/FY26/territories/North.territory2',
        },
      ],
    });

    const { components } = await inventoryOf(session, ['Territory2']);

    expect([...manifestOf(wantedOf(components.values()))]).to.deep.equal([['Territory2', ['FY26.North']]]);
    expect(locate('territory2Models/FY26/territories/North.territory2')).to.include({ fullName: 'FY26.North' });
  });
});

describe('special case 6: rows without a type', () => {
  it('are known by their file, and by what was asked alone where they have none', async () => {
    const session = orgListing({
      Role: [{ fullName: 'CEO', fileName: 'roles/CEO.role' }],
      Workflow: [{ fullName: 'Account', fileName: 'Workflow/Account.workflow' }],
      Queue: [{ fullName: '_Default' }],
    });

    const { components, warnings } = await inventoryOf(session, ['Queue', 'Role', 'Workflow']);

    expect([...components.keys()].sort()).to.deep.equal(['Queue:_default', 'Role:ceo', 'Workflow:account']);
    expect(warnings).to.deep.equal([]);
  });

  it('are told where not even a name says what they are', async () => {
    const { components, warnings } = await inventoryOf(orgListing({ Role: '<result><id>x</id></result>' }), ['Role']);

    expect(components.size).to.equal(0);
    expect(warnings).to.have.lengthOf(1);
  });
});

describe('special case 7: names that are listed twice', () => {
  for (const order of ['the older first', 'the newer first']) {
    it(`have the newest date, ${order}`, async () => {
      const rows = ['2026-01-01', '2026-02-01'].map((day) => ({
        type: 'InstalledPackage',
        fullName: 'acme',
        lastModifiedDate: `${day}T00:00:00.000Z`,
      }));
      const session = orgListing({ InstalledPackage: order === 'the older first' ? rows : rows.toReversed() });

      const inventory = await inventoryOf(session, ['InstalledPackage']);

      expect(stampNamed(inventory, 'InstalledPackage', 'acme')).to.include({
        lastModifiedDate: '2026-02-01T00:00:00.000Z',
      });
      expect(inventory.warnings).to.have.lengthOf(1);
    });
  }

  const rowsOf = (type: string, names: readonly string[], times: number): Row[] =>
    names.flatMap((fullName) => Array.from({ length: times }, () => ({ type, fullName })));

  it('are one warning for all rows of a component', async () => {
    const inventory = await inventoryOf(orgListing({ Role: rowsOf('Role', ['CEO'], 50) }), ['Role']);

    expect(inventory.components.size).to.equal(1);
    expect(inventory.warnings).to.deep.equal(['Role:CEO was listed 50 times; the newest listing counts.']);
  });

  it('are one warning a type, with their number and an example', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `R${String(index)}`);
    const session = orgListing({ Role: rowsOf('Role', names, 3), Queue: rowsOf('Queue', ['Q'], 2) });

    const inventory = await inventoryOf(session, ['Role', 'Queue']);

    expect(inventory.components.size).to.equal(3001);
    expect([...inventory.warnings].sort()).to.deep.equal([
      '3000 components of Role were listed more than once, for example Role:R0; the newest listing of each counts.',
      'Queue:Q was listed twice; the newest listing counts.',
    ]);
  });
});

describe('special case 13: very many components', () => {
  const MANY = 100_000;

  it('go through inventory, cut, manifest and assembly', async () => {
    const rows = Array.from({ length: MANY }, (_, index) => ({ type: 'Group', fullName: `G${String(index)}` }));
    let told = 0;

    const inventory = await takeInventory(
      orgListing({ Group: rows }),
      catalogue,
      { types: new Set(['Group']) },
      (count) => (told = count)
    );
    const batches = cutBatches(wantedOf(inventory.components.values()));
    const versions = assemble({
      listed: inventory.components,
      documents: [],
      known: [],
    });

    expect(told).to.equal(MANY);
    expect(inventory.components.size).to.equal(MANY);
    expect(batches.flatMap((batch) => manifestOf(batch).get('Group') ?? [])).to.have.lengthOf(MANY);
    for (const batch of batches) expect(batch.length).to.be.below(10_000);
    expect(versions).to.have.lengthOf(MANY);
  });

  it('may all be rows that nobody can name', async () => {
    const rows = '<result><type>Group</type></result>'.repeat(200_000);

    const { components, warnings } = await inventoryOf(orgListing({ Group: rows }), ['Group']);

    expect(components.size).to.equal(0);
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.match(/^200000 components were listed without a /);
  });

  it('in many folders are listed by a few calls at a time', async () => {
    const folders = Array.from({ length: 1_200 }, (_, index) => `F${String(index)}`);
    const contents = folders.map((folder): [string, Row[]] => [
      `Report/${folder}`,
      [{ type: 'Report', fullName: `${folder}/R` }],
    ]);
    const session = orgListing({
      ReportFolder: folders.map((fullName) => ({ type: 'ReportFolder', fullName })),
      ...(Object.fromEntries(contents) as Record<string, Row[]>),
    });

    const { components } = await inventoryOf(session, ['Report']);

    expect(components.size).to.equal(2_400);
    expect(session.most).to.be.within(2, 10);
  });
});

describe('special case 14: managed content', () => {
  for (const [what, row, packaged] of [
    ['a namespace without a state', { namespacePrefix: 'acme' }, true],
    ['an installed component', { namespacePrefix: 'acme', manageableState: 'installed' }, true],
    ['a component of an unlocked package', { manageableState: 'installedEditable' }, false],
    ['one that is no longer part of an unlocked package', { manageableState: 'deprecatedEditable' }, false],
    ['a translation in state beta', { manageableState: 'beta' }, false],
  ] as const) {
    it(`takes ${what} for ${packaged ? 'packaged' : "the org's own"}`, async () => {
      const session = orgListing({ Translations: [{ type: 'Translations', fullName: 'de', ...row }] });

      const inventory = await inventoryOf(session, ['Translations']);

      expect(stampNamed(inventory, 'Translations', 'de')).to.include({ packaged });
    });
  }
});

describe('special case 15: the own namespace of an org', () => {
  it('is told by the description of its metadata', async () => {
    const rows = {
      Role: [{ type: 'Role', fullName: 'acme__R', namespacePrefix: 'acme', manageableState: 'released' }],
    };

    expect(stampNamed(await inventoryOf(orgListing(rows), ['Role'], 'acme'), 'Role', 'acme__R')).to.include({
      packaged: false,
    });
    expect(stampNamed(await inventoryOf(orgListing(rows), ['Role']), 'Role', 'acme__R')).to.include({ packaged: true });
  });
});
