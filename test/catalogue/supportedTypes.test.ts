import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { typesPage } from '../../scripts/typesPage.ts';
import { catalogue } from '../../src/catalogue/catalogue.ts';
import { supportedTypes } from '../../src/catalogue/supportedTypes.ts';

describe('the supported types', () => {
  const types = supportedTypes(catalogue);
  const named = (name: string) => types.find(({ type }) => type === name);

  it('are told one by one, children with their container', () => {
    expect(new Set(types.map(({ type }) => type)).size).to.equal(types.length);
    expect(named('CustomField')).to.deep.include({ container: 'CustomObject', document: '<fields> of its container' });
    expect(named('Report')?.listed).to.contain('folder by folder');
  });

  it('say what is left out of a child, seen from the child', () => {
    expect(named('RecordType')?.leftOut).to.deep.equal([]);
    expect(named('RecordType')?.askedWith).to.deep.equal(['GlobalValueSet', 'StandardValueSet']);
    expect(named('CustomField')?.askedWith).to.deep.equal([]);
    expect(named('Profile')?.tables).to.include('FieldPermissions');
    expect(named('CustomField')?.leftOut).to.deep.equal([]);
    expect(named('Profile')?.keptAlone).to.include('userPermissions');
    expect(named('NamedCredential')?.leftOut).to.include('password');
  });

  it('stand in the documentation as they are (npm run docs writes it)', () => {
    const page = readFileSync(new URL('../../docs/types.md', import.meta.url), 'utf8');

    expect(page).to.equal(typesPage());
  });
});
