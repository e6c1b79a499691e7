import { expect } from 'chai';
import { displayWidth } from '../../src/view/table.ts';
import { ALL_UNSEEN, rawIn } from '../unseen.ts';
import { connectSampleOrg, type ConnectedOrg } from './connectedOrg.ts';
import { run, type Envelope, type Finished } from './pluginProcess.ts';

const NAME = 'Bike_Maintenance';

/** As wide as a terminal was, is and will be. */
const COLUMNS = 80;

describe('the output of the real command line', () => {
  let org: ConnectedOrg;
  const label = `駐輪許可証 ${ALL_UNSEEN.toWellFormed().replaceAll(/[\0-\x1f\ufffe\uffff]/g, '')}`;

  before(async () => {
    org = await connectSampleOrg();
    const { control } = org.standin;
    const before = control.read('PermissionSet', NAME);
    control.edit('PermissionSet', NAME, before.replace(/<label>[^<]*/, `<label>${label}`));
    await org.ok('elements sync');
  });

  after(() => org.dispose());

  const shown = (args: readonly string[]): Promise<Finished> =>
    run(args, { environment: { ...org.environment, OCLIF_TABLE_COLUMN_OVERRIDE: String(COLUMNS) }, cwd: org.folder });

  for (const command of [
    ['elements', 'model', 'list', '--type', 'PermissionSet'],
    ['elements', 'model', 'search', '駐輪許可証'],
    ['elements', 'org', 'list'],
    ['elements', 'org', 'display'],
    ['elements', 'sync', 'history'],
  ]) {
    it(`fits a terminal, and holds nothing that is not seen: ${command.join(' ')}`, async () => {
      const { code, stdout, stderr } = await shown(command);

      expect(code, stderr).to.equal(0);
      expect(rawIn(stdout + stderr)).to.deep.equal([]);
      for (const line of stdout.split('\n').filter((each) => /^[│├┌└]/.test(each))) {
        expect(displayWidth(line), line).to.be.at.most(COLUMNS);
      }
    });
  }

  it('is the very same text in JSON, with every such character as an escape', async () => {
    const { stdout } = await shown(['elements', 'model', 'display', `PermissionSet:${NAME}`, '--json']);

    expect(rawIn(stdout)).to.deep.equal([]);
    expect((JSON.parse(stdout) as Envelope<{ label: string }>).result.label).to.equal(label);
  });
});
