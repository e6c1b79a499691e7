import { expect } from 'chai';
import { componentKey } from '../../src/model/names/componentName.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const OBJECT = componentKey({ type: 'CustomObject', fullName: 'Bike__c' });

describe('a document with characters that XML forbids', () => {
  let rig: SyncRig;

  beforeEach(async () => {
    rig = await startSyncRig();
  });

  afterEach(() => rig.stop());

  /** Puts bytes into the description of an object, behind all that is in it. */
  const spoil = (bytes: Buffer): void => {
    const text = rig.standin.control
      .read('CustomObject', 'Bike__c')
      .replace(/^ {4}<description>.*<\/description>\n/m, '');
    const [head = '', tail = ''] = text.split(/(?=<\/CustomObject>)/);
    const whole = [Buffer.from(`${head}<description>x`), bytes, Buffer.from(`</description>${tail}`)];
    rig.standin.control.edit('CustomObject', 'Bike__c', Buffer.concat(whole));
  };

  for (const [what, bytes, read] of [
    ['a reference to a control character', Buffer.from('&#x0B;'), 'x\uFFFD'],
    ['a raw control character', Buffer.from('\u000B'), 'x\uFFFD'],
    ['NUL', Buffer.from('\0'), 'x\uFFFD'],
    ['a bare ampersand', Buffer.from(' & y'), 'x & y'],
    ['an unknown entity', Buffer.from('&nbsp;'), 'x&nbsp;'],
    ['half a character', Buffer.from('&#xD83D;'), 'x\uFFFD'],
    ['U+FFFF', Buffer.from('\uFFFF'), 'x\uFFFD'],
    ['a byte that is not UTF-8', Buffer.from([0xe9]), 'x\uFFFD'],
  ] as const) {
    it(`costs nothing: ${what}`, async () => {
      const healthy = [...(await rig.sync().then(() => rig.known())).keys()];
      spoil(bytes);
      const run = await rig.sync();
      const known = await rig.known();

      expect(run.state).to.equal('succeeded');
      expect(run.warnings.filter((warning) => warning.includes('what XML forbids'))).to.have.lengthOf(1);
      expect([...known.keys()]).to.deep.equal(healthy);
      expect([...known.values()].filter(({ missing }) => missing)).to.deep.equal([]);
      expect((await rig.store.component(rig.org.key, OBJECT))?.description).to.equal(read);
    });
  }

  it('is read in a first sync as well', async () => {
    spoil(Buffer.from('&#x0B;'));
    const run = await rig.sync();

    expect(run.state).to.equal('succeeded');
    expect([...(await rig.known()).values()].filter(({ parent }) => parent?.fullName === 'Bike__c')).to.not.deep.equal(
      []
    );
  });

  for (const [what, ruin] of [
    ['ends too early', (text: string) => text.replace('</CustomObject>', '')],
    ['has tags that do not match', (text: string) => text.replace('</fullName>', '</fullname>')],
    [
      'declares entities',
      (text: string) => text.replace('<CustomObject', '<!DOCTYPE a [<!ENTITY nbsp "x">]><CustomObject'),
    ],
  ] as const) {
    it(`is refused as before where it ${what}, and its object keeps what it had`, async () => {
      await rig.sync();
      const text = rig.standin.control.read('CustomObject', 'Bike__c').replace('<label>', '<label>& \u000B');
      const content = Buffer.from(ruin(text));
      rig.standin.control.plan(
        'retrieve',
        { kind: 'zipEntry', path: 'unpackaged/objects/Bike__c.object', content },
        { times: null }
      );
      const run = await rig.sync();

      expect(run.state).to.equal('partial');
      expect(run.components).to.include({ deleted: 0 });
      expect((await rig.known()).get(OBJECT)?.missing).to.not.equal(undefined);
    });
  }
});
