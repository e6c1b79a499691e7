import { expect } from 'chai';
import { componentKey } from '../../src/model/names/componentName.ts';
import { startCaseRig, xmlOf, type CaseRig } from '../specialCases/startCaseRig.ts';

const territory = (name: string, more = ''): string => xmlOf('Territory2', `<name>${name}</name>${more}`);

const FILES = {
  'territory2Types/Geo.territory2Type-meta.xml': xmlOf('Territory2Type', '<name>By region</name>'),
  'territory2Models/FY26/FY26.territory2Model-meta.xml': xmlOf('Territory2Model', '<name>Year 26</name>'),
  'territory2Models/FY26/territories/Germany.territory2-meta.xml': territory('Germany'),
  'territory2Models/FY26/territories/Bavaria.territory2-meta.xml': territory(
    'Bavaria',
    '<parentTerritory>Germany</parentTerritory>'
  ),
  'territory2Models/FY26/rules/By_ZIP.territory2Rule-meta.xml': xmlOf(
    'Territory2Rule',
    '<active>true</active><name>By ZIP</name><objectType>Account</objectType>'
  ),
  'territory2Models/FY27/FY27.territory2Model-meta.xml': xmlOf('Territory2Model', '<name>Year 27</name>'),
  'territory2Models/FY27/territories/Bavaria.territory2-meta.xml': territory('Bavaria'),
  'bots/Helper/Helper.bot-meta.xml': xmlOf('Bot', '<label>Helper</label><type>Bot</type>'),
  'bots/Helper/v1.botVersion-meta.xml': xmlOf(
    'BotVersion',
    '<fullName>v1</fullName><entryDialog>Welcome</entryDialog>'
  ),
  'bots/Helper/v2.botVersion-meta.xml': xmlOf(
    'BotVersion',
    '<fullName>v2</fullName><entryDialog>Welcome</entryDialog>'
  ),
  'workflows/acme__Thing__c.workflow-meta.xml': xmlOf(
    'Workflow',
    '<rules><fullName>acme__Tell</fullName><active>true</active></rules>'
  ),
  'genAiFunctions/Find_Order/Find_Order.genAiFunction-meta.xml': xmlOf(
    'GenAiFunction',
    '<masterLabel>Find an order</masterLabel>'
  ),
};

describe('syncing components that lie below others', () => {
  let rig: CaseRig;

  before(async () => {
    rig = await startCaseRig(FILES);
    await rig.sync();
  });

  after(() => rig.stop());

  const labels = async (...types: string[]): Promise<Record<string, string>> =>
    Object.fromEntries(
      [...(await rig.known()).values()]
        .filter(({ type }) => types.includes(type))
        .map(({ type, fullName, label }) => [`${type}:${fullName}`, label ?? ''])
    );

  it('knows territories and rules by their model, the same name in two models twice', async () => {
    expect(await labels('Territory2', 'Territory2Model', 'Territory2Rule', 'Territory2Type')).to.deep.equal({
      'Territory2:FY26.Bavaria': 'Bavaria',
      'Territory2:FY26.Germany': 'Germany',
      'Territory2:FY27.Bavaria': 'Bavaria',
      'Territory2Model:FY26': 'Year 26',
      'Territory2Model:FY27': 'Year 27',
      'Territory2Rule:FY26.By_ZIP': 'By ZIP',
      'Territory2Type:Geo': 'By region',
    });
  });

  it('asks for them by the names of their listing', async () => {
    rig.standin.forgetRequests();
    await rig.sync();

    expect(rig.membersAsked('Territory2').toSorted()).to.deep.equal(['FY26.Bavaria', 'FY26.Germany', 'FY27.Bavaria']);
    expect(rig.membersAsked('Territory2Rule')).to.deep.equal(['FY26.By_ZIP']);
  });

  it('knows the versions of a bot, which no listing returns', async () => {
    expect(Object.keys(await labels('Bot', 'BotVersion'))).to.have.members([
      'Bot:Helper',
      'BotVersion:Helper.v1',
      'BotVersion:Helper.v2',
    ]);
  });

  it('knows where a packaged child belongs whose container hides its text', async () => {
    const rule = (await rig.known()).get(componentKey({ type: 'WorkflowRule', fullName: 'acme__Thing__c.acme__Tell' }));

    expect(rule).to.deep.include({ packaged: true, parent: { type: 'Workflow', fullName: 'acme__Thing__c' } });
    expect(rule?.origin).to.equal(undefined);
  });

  it('reads a bundle that is its XML file alone', async () => {
    expect(await labels('GenAiFunction')).to.deep.equal({ 'GenAiFunction:Find_Order': 'Find an order' });
  });

  it('follows them as they change and go', async () => {
    rig.standin.control.edit('Territory2', 'FY27.Bavaria', territory('Free State of Bavaria'));
    rig.standin.control.delete('Territory2Model', 'FY26');
    rig.standin.control.delete('BotVersion', 'Helper.v1');

    await rig.sync();

    expect(await labels('Territory2', 'Territory2Model', 'Territory2Rule')).to.deep.equal({
      'Territory2:FY27.Bavaria': 'Free State of Bavaria',
      'Territory2Model:FY27': 'Year 27',
    });
    expect(await labels('BotVersion')).to.have.all.keys('BotVersion:Helper.v2');
  });
});
