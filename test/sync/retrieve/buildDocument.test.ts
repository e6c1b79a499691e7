import { expect } from 'chai';
import { inflateRawSync } from 'node:zlib';
import { entryOf } from '../../../src/catalogue/catalogue.ts';
import { buildDocument, type BuiltDocument } from '../../../src/sync/retrieve/buildDocument.ts';

const build = (type: string, fullName: string, parts: Readonly<Record<string, string | Buffer>>): BuiltDocument => {
  const entry = entryOf(type);
  if (entry === undefined) throw new Error(`${type} is not in the catalogue`);
  const raw = Object.entries(parts).map(([name, content]) => ({ name, bytes: () => Buffer.from(content) }));
  return buildDocument(
    { path: `${entry.directory}/${fullName}`, entry, fullName, leftOut: entry.requestDependent, parts: raw },
    undefined
  );
};

const contentsOf = (built: BuiltDocument): string[] =>
  built.state === 'built' ? built.contents.map(({ deflated }) => inflateRawSync(deflated).toString('latin1')) : [];

const xml = (root: string, inside: string): string => `<${root}>${inside}</${root}>`;

describe('building a document', () => {
  const SECRETS = {
    NamedCredential: xml(
      'NamedCredential',
      '<label>Bank</label><oauthToken>planted</oauthToken><password>planted</password>'
    ),
    ConnectedApp: xml(
      'ConnectedApp',
      '<label>Portal</label><oauthConfig><consumerKey>key</consumerKey><consumerSecret>planted</consumerSecret></oauthConfig>'
    ),
    InstalledPackage: xml('InstalledPackage', '<password>planted</password><versionNumber>1.0</versionNumber>'),
  };

  for (const [type, text] of Object.entries(SECRETS)) {
    it(`leaves the secrets of a ${type} out of everything`, () => {
      const built = build(type, 'X', { '': text });

      expect(JSON.stringify(built)).not.to.contain('planted');
      expect(contentsOf(built).join()).not.to.contain('planted');
    });
  }

  it('keeps the line ends of a file that is no text', () => {
    const bytes = Buffer.from([0x00, 0x0d, 0x0a, 0xff]);

    const built = build('StaticResource', 'Logo', { '': bytes, '-meta.xml': xml('StaticResource', '') });

    expect(contentsOf(built)).to.include(bytes.toString('latin1'));
  });

  it('gives the same document whatever line ends the text came with', () => {
    const meta = xml('ApexClass', '<apiVersion>66.0</apiVersion>');
    const hashes = ['\n', '\r\n', '\r'].map((end) => {
      const built = build('ApexClass', 'A', { '': `class A {${end}}${end}`, '-meta.xml': meta });
      return built.document.hash;
    });

    expect(new Set(hashes).size).to.equal(1);
  });

  it('tells documents of the same content but another name apart', () => {
    const text = xml('Role', '<description>Same</description>');

    expect(build('Role', 'A', { '': text }).document.hash).not.to.equal(build('Role', 'B', { '': text }).document.hash);
  });
});
