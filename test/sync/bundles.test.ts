import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { componentKey } from '../../src/model/names/componentName.ts';
import { startCaseRig, xmlOf, type CaseRig } from '../specialCases/startCaseRig.ts';
import { changesOf } from './changesOf.ts';

const SITE = 'digitalExperiences/site/Shop1';
const LOGO = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff]);

const FILES = {
  [`${SITE}/Shop1.digitalExperience-meta.xml`]: xmlOf('DigitalExperienceBundle', '<label>The shop</label>'),
  [`${SITE}/sfdc_cms__image/logo/_meta.json`]: '{"apiName":"logo","type":"sfdc_cms__image","path":"images"}',
  [`${SITE}/sfdc_cms__image/logo/content.json`]: '{\r\n}',
  [`${SITE}/sfdc_cms__image/logo/logo.png`]: LOGO,
  [`${SITE}/sfdc_cms__lwc/hint/_meta.json`]: '{"apiName":"hint","type":"sfdc_cms__lwc","path":"lwc"}',
  [`${SITE}/sfdc_cms__lwc/hint/content.json`]: '{}',
  [`${SITE}/sfdc_cms__lwc/hint/hint.js`]: 'export default class Hint {}\n',
  [`${SITE}/sfdc_cms__lwc/hint/hint.js-meta.xml`]: xmlOf(
    'LightningComponentBundle',
    '<masterLabel>A hint</masterLabel>'
  ),
  'lightningTypes/quote/schema.json': '{"title":"Quote"}',
};

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

describe('syncing bundles of many kinds of files', () => {
  let rig: CaseRig;

  before(async () => {
    rig = await startCaseRig(FILES);
    const { state, warnings } = await rig.sync();
    expect({ state, warnings }).to.deep.equal({ state: 'succeeded', warnings: [] });
  });

  after(() => rig.stop());

  const detail = (type: string, fullName: string) => rig.store.component(rig.org.key, componentKey({ type, fullName }));

  it('knows a workspace by kind and name, with the label of its own file', async () => {
    const site = await detail('DigitalExperienceBundle', 'site/Shop1');

    expect(site).to.include({ fullName: 'site/Shop1', label: 'The shop' });
    expect(rig.membersAsked('DigitalExperienceBundle')).to.deep.equal(['site/Shop1']);
  });

  it('keeps each byte of a picture, and normalises the texts beside it', async () => {
    const stored = async (content: string | Buffer): Promise<boolean> =>
      (await rig.store.content(rig.org.key, sha256(content))) !== undefined;

    expect(await stored(LOGO)).to.equal(true);
    expect(await stored('{\n}')).to.equal(true);
    expect(await stored('{\r\n}')).to.equal(false);
  });

  it('takes no component inside a workspace for one of the org', async () => {
    expect(await detail('LightningComponentBundle', 'hint')).to.equal(undefined);
  });

  it('reads a bundle without an XML file', async () => {
    expect(await detail('LightningTypeBundle', 'quote')).to.include({ label: 'Quote' });
  });

  it('finds nothing changed when nothing changed, and one update when a picture is another', async () => {
    expect(changesOf(await rig.sync())).to.deep.equal({});

    const { files } = rig.standin.org;
    files.set(`${SITE}/sfdc_cms__image/logo/logo.png`, Buffer.concat([LOGO, Buffer.from([0x0d, 0x0a])]));

    expect(changesOf(await rig.sync())).to.deep.equal({ updated: 1 });
  });
});
