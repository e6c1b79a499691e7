import { expect } from 'chai';
import { catalogue, childTypes, entryOf, setupPagesOf } from '../../src/metadata/catalogue/index.ts';
import { locate } from '../../src/metadata/catalogue/locate.ts';
import type { CatalogueEntry } from '../../src/metadata/catalogueEntry.ts';

/** Where a retrieve puts a component of the type. */
const pathIn = ({ directory, suffix, shape, listing, folderOf, nested }: CatalogueEntry): string => {
  if (folderOf !== undefined) return `${directory}/Name-meta.xml`;
  if (shape === 'bundle') return `${directory}/Name/Name.js`;
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

  it('trusts no stamp of a container, whose date does not move with its children', () => {
    expect(catalogue.filter((entry) => entry.children.length > 0 && entry.stampTrusted)).to.deep.equal([]);
  });

  it('knows the Setup pages of children too', () => {
    expect(setupPagesOf('ValidationRule')?.lightning).to.include('{parent}');
    expect(setupPagesOf('Unheard')).to.equal(undefined);
  });
});
