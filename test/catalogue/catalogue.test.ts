import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import type { CatalogueEntry } from '../../src/catalogue/entry.ts';
import { catalogue, childTypes, entryOf, setupPagesOf } from '../../src/catalogue/catalogue.ts';
import type { Overrides } from '../../src/catalogue/override.ts';
import { locate } from '../../src/catalogue/locate.ts';

/** Where a retrieve puts a component of the type. */
const pathIn = ({ directory, suffix, shape, depth = 1, listing, folderOf, nested }: CatalogueEntry): string => {
  if (folderOf !== undefined) return `${directory}/Name-meta.xml`;
  if (shape === 'bundle') return `${directory}/${'Name/'.repeat(depth)}Name.js`;
  if (nested !== undefined) return [directory, 'Name', nested.folder, `Name.${suffix}`].filter(Boolean).join('/');
  const folder = listing.how === 'folders' ? 'Folder/' : '';
  return `${directory}/${folder}Name${suffix === '' ? '' : `.${suffix}`}`;
};

describe('the catalogue', () => {
  it('has each type once, in order', () => {
    const types = catalogue.map((entry) => entry.type);

    expect(types).to.deep.equal([...new Set(types)].sort());
  });

  it('finds types with documents of their own, and their children through the parent', () => {
    expect(entryOf('CustomObject')?.directory).to.equal('objects');
    expect(entryOf('CustomField')).to.equal(undefined);
    expect(childTypes.get('CustomField')?.parent.type).to.equal('CustomObject');
    expect(childTypes.get('CustomLabel')?.child.unprefixed).to.equal(true);
  });

  it('has an entry for the folders of each type in folders', () => {
    for (const { listing, type } of catalogue) {
      if (listing.how === 'folders') expect(entryOf(listing.folderType)?.folderOf).to.equal(type);
    }
  });

  it('finds each type again by the path of a document', () => {
    for (const entry of catalogue) {
      expect(locate(pathIn(entry))?.entry).to.equal(entry);
    }
  });

  it('has no two children in one element', () => {
    for (const { children } of catalogue) {
      const elements = children.map((child) => child.element);
      expect(elements).to.deep.equal([...new Set(elements)]);
    }
  });

  it('makes the entry of a type with nothing special about it of what is known and usual', () => {
    expect(entryOf('CustomHelpMenuSection')).to.deep.equal({
      type: 'CustomHelpMenuSection',
      directory: 'customHelpMenuSections',
      suffix: 'customHelpMenuSection',
      listing: { how: 'plain' },
      shape: 'xml',
      children: [],
      packaged: 'inventory',
      requestDependent: [],
      expectedBytes: 400,
      expectedFiles: 1,
      expectedMs: 6,
    });
  });

  it('takes shapes, folders, nesting and children from the registry', () => {
    expect(entryOf('ApexPage')?.shape).to.equal('source');
    expect(entryOf('Dashboard')?.listing).to.deep.equal({ how: 'folders', folderType: 'DashboardFolder' });
    expect(entryOf('Territory2Rule')).to.deep.include({
      directory: 'territory2Models',
      nested: { owner: 'Territory2Model', folder: 'rules' },
      owner: { type: 'Territory2Model', until: '.' },
    });
    expect(childTypes.get('SharingReason')?.child).to.deep.equal({
      type: 'SharingReason',
      element: 'sharingReasons',
      nameElement: 'fullName',
    });
  });

  it('knows bundles whose name is two folders, and those that have no XML file', () => {
    expect(entryOf('DigitalExperienceBundle')).to.include({ shape: 'bundle', depth: 2 });
    expect(entryOf('LightningTypeBundle')).to.include({ shape: 'bundle', metaFile: 'schema.json' });
    expect(entryOf('LightningComponentBundle')).to.not.have.any.keys('depth', 'metaFile');
  });

  it('has each type in one family', async () => {
    const overrides = new URL('../../src/catalogue/overrides/', import.meta.url);
    const families = await Promise.all(
      readdirSync(overrides).map(async (file) => {
        const exported = (await import(new URL(file, overrides).href)) as Record<string, Overrides>;
        return exported[file.slice(0, -'.ts'.length)];
      })
    );

    const named = families.flatMap((family) => Object.keys(family ?? {}));

    expect(named.sort()).to.deep.equal(catalogue.map((entry) => entry.type));
  });

  it('knows the Setup pages of children too', () => {
    expect(setupPagesOf('ValidationRule')?.lightning).to.include('{parent}');
    expect(setupPagesOf('Unheard')).to.equal(undefined);
  });
});
