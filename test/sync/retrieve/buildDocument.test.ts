import { expect } from 'chai';
import { inflateRawSync } from 'node:zlib';
import { entryOf } from '../../../src/catalogue/catalogue.ts';
import { rememberSecrets } from '../../../src/secrets/liveSecrets.ts';
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

const built = (type: string, text: string): { contents: string; document: BuiltDocument } => {
  const document = build(type, 'X', { '': text });
  return { contents: contentsOf(document).join(), document };
};

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
    AuthProvider: xml(
      'AuthProvider',
      '<consumerKey>key</consumerKey><consumerSecret>planted</consumerSecret><ecKey>planted</ecKey>'
    ),
    InstalledPackage: xml('InstalledPackage', '<password>planted</password><versionNumber>1.0</versionNumber>'),
  };

  it('holds no secret of this program, whatever the org writes into its files', () => {
    const token = 'AQ.deadbeef9f2b7a1e8c3d6b5a4f7e9d2c1b8a';
    rememberSecrets(`00D000000000001!${token}`);

    const text = built('ApexClass', `public class X { /* ${token} */ }`);
    const markup = built('NamedCredential', xml('NamedCredential', `<label>${token}</label>`));

    for (const { contents, document } of [text, markup]) {
      expect(contents).to.contain('***').and.not.to.contain('9f2b7a1e8c3d');
      expect(JSON.stringify(document)).not.to.contain('9f2b7a1e8c3d');
    }
  });

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

  it('keeps the certificate of an identity provider, which is public, so that its renewal is a change', () => {
    const hashes = ['MIIold', 'MIInew'].map(
      (certificate) =>
        build('SamlSsoConfig', 'Staff', { '': xml('SamlSsoConfig', `<validationCert>${certificate}</validationCert>`) })
          .document.hash
    );

    expect(new Set(hashes).size).to.equal(2);
  });

  it('keeps the bytes of a picture in a bundle, and normalises the texts beside it', () => {
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00]);
    const built = build('DigitalExperienceBundle', 'site/Shop', {
      'Shop.digitalExperience-meta.xml': xml('DigitalExperienceBundle', '<label>Shop</label>'),
      'sfdc_cms__image/logo/logo.png': picture,
      'sfdc_cms__view/home/content.json': '{\r\n}',
    });

    expect(contentsOf(built)).to.include(picture.toString('latin1')).and.include('{\n}');
  });

  it('takes only the XML at the top of a bundle for what the bundle is', () => {
    const files = {
      'Shop.digitalExperience-meta.xml': xml('DigitalExperienceBundle', '<label>Shop</label>'),
      'sfdc_cms__lwc/hint/hint.js-meta.xml': '<LightningComponentBundle><masterLabel>Hint</masterLabel>',
    };

    const built = build('DigitalExperienceBundle', 'site/Shop', files);

    expect(built.state === 'built' && built.document.components[0]).to.include({ label: 'Shop' });
    expect(contentsOf(built)).to.include(files['sfdc_cms__lwc/hint/hint.js-meta.xml']);
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
