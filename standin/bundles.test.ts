import type { Connection } from '@salesforce/core';
import { expect } from 'chai';
import { connectTo } from './connectTo.ts';
import { retrieveFrom } from './retrieveFrom.ts';
import { startStandin, type Standin } from './startStandin.ts';
import { tinyProject, type TinyProject } from './tinyProject.ts';

const xml = (root: string, inside = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${inside}</${root}>\n`;

const main = 'force-app/main/default';
const shop = 'digitalExperiences/site/Shop1';
const view = `${shop}/sfdc_cms__view/home`;

describe('workspaces and Lightning types of the stand-in', () => {
  let project: TinyProject;
  let standin: Standin;
  let connection: Connection;

  before(async () => {
    project = tinyProject({
      [`${main}/${shop}/Shop1.digitalExperience-meta.xml`]: xml('DigitalExperienceBundle', '<label>Shop</label>'),
      [`${main}/${view}/_meta.json`]: '{"apiName":"home","type":"sfdc_cms__view","path":"views"}',
      [`${main}/${view}/content.json`]: '{"type":"sfdc_cms__view"}',
      [`${main}/${view}/mobile/mobile.json`]: '{}',
      [`${main}/lightningTypes/quote/schema.json`]: '{"title":"Quote"}',
      [`${main}/lightningTypes/quote/lightningDesktopGenAi/renderer.json`]: '{}',
    });
    standin = await startStandin({ project: project.path });
    connection = connectTo(standin);
  });

  after(async () => {
    await standin.stop();
    project.remove();
  });

  const listed = async (type: string): Promise<Array<readonly [string, string]>> =>
    (await connection.metadata.list({ type })).map(({ fullName, fileName }) => [fullName, fileName] as const);

  it('lists a workspace by kind and name, and a Lightning type by its folder', async () => {
    const { metadataObjects } = await connection.metadata.describe();

    expect(metadataObjects.map(({ xmlName }) => xmlName)).to.include.members([
      'DigitalExperienceBundle',
      'LightningTypeBundle',
    ]);
    expect(await listed('DigitalExperienceBundle')).to.deep.equal([['site/Shop1', shop]]);
    expect(await listed('LightningTypeBundle')).to.deep.equal([['quote', 'lightningTypes/quote']]);
  });

  it('gives all files in their folders, and the one with the name of the workspace as it is in the project', async () => {
    const { files, problems } = await retrieveFrom(connection, {
      DigitalExperienceBundle: ['site/Shop1'],
      LightningTypeBundle: ['quote'],
    });

    expect(problems).to.deep.equal([]);
    expect([...files.keys()].map((path) => path.replace('unpackaged/', ''))).to.have.members([
      `${shop}/Shop1.digitalExperience-meta.xml`,
      `${view}/_meta.json`,
      `${view}/content.json`,
      `${view}/mobile/mobile.json`,
      'lightningTypes/quote/lightningDesktopGenAi/renderer.json',
      'lightningTypes/quote/schema.json',
      'package.xml',
    ]);
  });

  it('knows a workspace by its whole name alone', async () => {
    const { problems } = await retrieveFrom(connection, { DigitalExperienceBundle: ['Shop1'] });

    expect(problems).to.deep.equal(["Entity of type 'DigitalExperienceBundle' named 'Shop1' cannot be found"]);
  });

  it('takes all files along when a workspace gets another name, and away with it', async () => {
    standin.control.rename('DigitalExperienceBundle', 'site/Shop1', 'site/Market1');
    expect(await listed('DigitalExperienceBundle')).to.deep.equal([
      ['site/Market1', 'digitalExperiences/site/Market1'],
    ]);
    expect([...standin.org.files.keys()].filter((path) => path.startsWith(shop))).to.deep.equal([]);

    standin.control.delete('DigitalExperienceBundle', 'site/Market1');
    expect([...standin.org.files.keys()].filter((path) => path.startsWith('digitalExperiences/'))).to.deep.equal([]);
  });
});
