import { expect } from 'chai';
import { extractFiles } from './extractFiles.ts';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting files', () => {
  it('gives kind and size of a static resource, and no other text than its hash', () => {
    const extraction = extractFiles('StaticResource', 'Icons', {
      '': 1234,
      '-meta.xml':
        '<cacheControl>Public</cacheControl><contentType>application/zip</contentType><description>All icons</description>',
    });

    expect(extraction.warnings).to.deep.equal([]);
    expect(component(extraction, 'StaticResource')).to.deep.include({
      description: 'All icons',
      attributes: { contentType: 'application/zip', cacheControl: 'Public', size: 1234 },
    });
  });

  it('gives the versions of an asset', () => {
    const { label, attributes } = component(
      extractFiles('ContentAsset', 'Logo', {
        '': 9,
        '-meta.xml': `<isVisibleByExternalUsers>true</isVisibleByExternalUsers><language>en_US</language><masterLabel>The logo</masterLabel>
          <versions><version><number>1</number><pathOnClient>logo.png</pathOnClient></version></versions>`,
      }),
      'ContentAsset'
    );

    expect(label).to.equal('The logo');
    expect(attributes).to.deep.equal({
      language: 'en_US',
      isVisibleByExternalUsers: true,
      versions: [{ number: '1', pathOnClient: 'logo.png' }],
      size: 9,
    });
  });

  it('gives who may see a document, and the folder it lies in', () => {
    const extraction = extractFiles('Document', 'Brand/Logo.png', {
      '': 7,
      '-meta.xml':
        '<internalUseOnly>false</internalUseOnly><keywords>logo</keywords><name>Logo</name><public>true</public>',
    });

    expect(component(extraction, 'Document')).to.deep.include({
      label: 'Logo',
      attributes: { internalUseOnly: false, public: true, keywords: 'logo', size: 7 },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['belongs to DocumentFolder:Brand']);
  });

  for (const type of ['DashboardFolder', 'DocumentFolder', 'EmailFolder']) {
    it(`gives access and parent of a ${type}`, () => {
      const extraction = extractFrom(
        type,
        'Sales/Europe',
        '<accessType>Public</accessType><name>Europe</name><publicFolderAccess>ReadWrite</publicFolderAccess>'
      );

      expect(component(extraction, type)).to.deep.include({
        label: 'Europe',
        attributes: { accessType: 'Public', publicAccess: 'ReadWrite' },
      });
      expect(mentionsIn(extraction)).to.deep.equal([`belongs to ${type}:Sales`]);
    });
  }
});
