import type { Connection } from '@salesforce/core';
import { expect } from 'chai';
import { connectTo } from './connectTo.ts';
import { retrieveFrom } from './retrieveFrom.ts';
import { startStandin, type Standin } from './startStandin.ts';
import { tinyProject, type TinyProject } from './tinyProject.ts';

const xml = (root: string, inside = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${inside}</${root}>\n`;

const main = 'force-app/main/default';

describe('territories and bots of the stand-in', () => {
  let project: TinyProject;
  let standin: Standin;
  let connection: Connection;

  before(async () => {
    project = tinyProject({
      [`${main}/territory2Models/FY26/FY26.territory2Model-meta.xml`]: xml('Territory2Model', '<name>26</name>'),
      [`${main}/territory2Models/FY26/territories/North.territory2-meta.xml`]: xml('Territory2', '<name>N</name>'),
      [`${main}/bots/Helper/Helper.bot-meta.xml`]: xml('Bot', '<label>Helper</label>'),
      [`${main}/bots/Helper/v1.botVersion-meta.xml`]: xml('BotVersion', '<fullName>v1</fullName>'),
      [`${main}/bots/Helper/v2.botVersion-meta.xml`]: xml('BotVersion', '<fullName>v2</fullName>'),
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

  it('lists territories by model and name', async () => {
    expect(await listed('Territory2')).to.deep.equal([
      ['FY26.North', 'territory2Models/FY26/territories/North.territory2'],
    ]);
    expect(await listed('Territory2Model')).to.deep.equal([['FY26', 'territory2Models/FY26/FY26.territory2Model']]);
  });

  it('has every type of territories once it has one', async () => {
    const { metadataObjects } = await connection.metadata.describe();

    expect(metadataObjects.map(({ xmlName }) => xmlName)).to.include.members(['Territory2Rule', 'Territory2Type']);
    expect(await listed('Territory2Rule')).to.deep.equal([]);
  });

  it('lists no versions of bots, and gives them with the bot or by name', async () => {
    const whole = await retrieveFrom(connection, { Bot: ['Helper'] });
    const one = await retrieveFrom(connection, { BotVersion: ['Helper.v2'] });

    expect(await listed('BotVersion')).to.deep.equal([]);
    expect(whole.files.get('unpackaged/bots/Helper.bot')).to.match(/<fullName>v1<[^]*<fullName>v2</);
    expect(one.files.get('unpackaged/bots/Helper.bot'))
      .to.match(/<fullName>v2</)
      .and.not.match(/v1|<label>/);
  });

  it('knows neither in an org without the features', async () => {
    const plain = tinyProject();
    const other = await startStandin({ project: plain.path });
    try {
      for (const type of ['Territory2', 'Bot', 'BotVersion']) {
        const failure = await connectTo(other)
          .metadata.list({ type })
          .then(
            () => undefined,
            (error: Error) => error
          );
        expect(failure?.message, type).to.match(/INVALID_TYPE|not available/);
      }
    } finally {
      await other.stop();
      plain.remove();
    }
  });
});
