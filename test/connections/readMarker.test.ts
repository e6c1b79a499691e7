import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { readMarker } from '../../src/connections/readMarker.ts';
import type { OrgSession } from '../../src/salesforce/session/orgSession.ts';
import { rememberSecrets } from '../../src/secrets/liveSecrets.ts';
import { answeringSession } from '../salesforce/answeringSession.ts';

const row = (type: string, fullName: string): string =>
  `<result><createdDate>2026-01-01T00:00:00.000Z</createdDate><fileName>customPermissions/x</fileName>` +
  `<fullName>${fullName}</fullName><type>${type}</type></result>`;

const read = (...rows: string[]): ReturnType<typeof readMarker> =>
  readMarker(
    answeringSession((operation) => {
      expect(operation).to.equal('listMetadata');
      return rows.join('');
    })
  );

const OTHER = row('CustomPermission', 'Elements_Other');

/** Ways to write the marker that mean the same, or that somebody may have come to by mistake. */
const WRITTEN: { readonly [how: string]: readonly [type: string, name: string] } = {
  'as it is': ['CustomPermission', 'Elements_Manual_Sync_Only'],
  'in other letters': ['CustomPermission', 'ELEMENTS_manual_sync_only'],
  'with the namespace of a package': ['CustomPermission', 'acme__Elements_Manual_Sync_Only'],
  'with white space around it': ['CustomPermission', ' \tElements_Manual_Sync_Only \n'],
  'with a no-break space': ['CustomPermission', 'Elements_Manual_Sync_Only\u00a0'],
  'with zero-width characters': ['CustomPermission', '\u200bElements_\u200dManual\u2060_Sync_Only\ufeff'],
  'with a soft hyphen and a turn of direction': ['CustomPermission', 'Elements_Man\u00adual_Sync_Only\u202e'],
  'in full-width letters': ['CustomPermission', '\uff25lements_Manual_Sync_Only'],
  'percent-encoded': ['CustomPermission', 'Elements%5FManual%5FSync%5FOnly'],
  'under its type in other letters': ['customPermission', 'Elements_Manual_Sync_Only'],
  'under its type with white space': [' CustomPermission\u200b', 'Elements_Manual_Sync_Only'],
  'under another type': ['CustomObject', 'Elements_Manual_Sync_Only'],
};

describe('the marker in a listing', () => {
  for (const [how, [type, name]] of Object.entries(WRITTEN)) {
    it(`is found ${how}`, async () => {
      expect(await read(OTHER, row(type, name))).to.equal(true);
    });
  }

  it('is found where its row holds what the org was sent: what is hidden is hidden when the row was compared', async () => {
    const secret = randomBytes(20).toString('hex');
    rememberSecrets(secret);

    expect(await read(OTHER, row('CustomPermission', `ns${secret}__Elements_Manual_Sync_Only`))).to.equal(true);
    const marker = await read(OTHER, row('Unheard', secret));
    expect(marker).to.be.an('object');
    expect(JSON.stringify(marker)).to.contain('***').and.not.to.contain(secret.slice(0, 12));
  });

  it('is not there where the listing is empty, or names other permissions', async () => {
    expect(await read()).to.equal(false);
    expect(await read(OTHER, row('CustomPermission', 'My_Elements_Manual_Sync_Only_2'))).to.equal(false);
  });

  it('is asked for in the first version that has it, whatever older version is wanted', async () => {
    const asked: string[] = [];
    const session = { ...answeringSession(() => ''), apiVersion: '30.0' };
    const inVersion = (apiVersion: string): OrgSession => {
      const answering = answeringSession((_operation, envelope) => {
        asked.push(/<asOfVersion>(.*)<\/asOfVersion>/.exec(envelope)?.[1] ?? '');
        return row('CustomPermission', 'Elements_Manual_Sync_Only');
      });
      return { ...answering, apiVersion };
    };

    expect(await readMarker({ ...session, inVersion })).to.equal(true);
    expect(asked).to.deep.equal(['31.0']);
  });

  for (const [what, odd] of Object.entries({
    'of another type': row('CustomObject', 'Account'),
    'of its type in other letters': row('CUSTOMPERMISSION', 'Elements_Other'),
    'without a name': row('CustomPermission', ''),
    'with a type of white space': row('  ', 'Elements_Other'),
  })) {
    it(`can’t be known where the listing holds a row ${what}`, async () => {
      expect(await read(OTHER, odd))
        .to.have.property('problem')
        .that.is.a('string');
    });
  }
});
