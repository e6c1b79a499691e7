import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { connectSampleOrg, type ConnectedOrg, type ListedComponent } from './connectedOrg.ts';
import type { Envelope } from './pluginProcess.ts';

type SyncResult = {
  readonly state: string;
  readonly components: { readonly total: number; readonly deleted: number; readonly notFetched: number };
  readonly types: ReadonlyArray<{ readonly type: string; readonly state: string; readonly problem?: string }>;
};

const BOMB = [
  '<?xml version="1.0"?>',
  '<!DOCTYPE lolz [<!ENTITY lol "lol">',
  ...Array.from({ length: 9 }, (_, level) => {
    const inner = level === 0 ? '&lol;' : `&lol${level};`;
    return `<!ENTITY lol${level + 1} "${inner.repeat(10)}">`;
  }),
  ']>',
  '<Layout xmlns="http://soap.sforce.com/2006/04/metadata"><x>&lol9;</x></Layout>',
].join('\n');

const LAYOUT = 'Rental__c-Rental (Event) Layout';

describe('bad input', () => {
  let org: ConnectedOrg;
  let model: ListedComponent[];

  before(async () => {
    org = await connectSampleOrg();
    model = await org.list();
  });

  after(() => org.dispose());

  const names = (components: readonly ListedComponent[]): string[] =>
    components.map(({ type, fullName }) => `${type}:${fullName}`);

  const refuses = (envelope: Envelope & { code: number | null }, name: string, exitCode: number): void => {
    expect(envelope, JSON.stringify(envelope)).to.include({ name, code: exitCode, status: exitCode });
    expect(envelope.message)
      .to.be.a('string')
      .and.not.match(/\bat .+:\d+:\d+/);
    expect(envelope.actions).to.be.an('array').with.length.greaterThan(0);
  };

  describe('an org that cannot be found or used', () => {
    afterEach(async () => {
      expect(await org.list(), 'the stored model').to.deep.equal(model);
    });

    it('refuses an alias that nobody knows', async () => {
      refuses(await org.json('elements org connect --target-org nobody'), 'NoOrgFoundError', 1);
      refuses(await org.json('elements sync --target-org nobody'), 'OrgNotConnectedError', 1);
    });

    it('refuses to sync or read an org that is not connected', async () => {
      const elsewhere = { SF_ELEMENTS_BACKEND: `sqlite:${join(org.folder, 'empty.db')}` };

      refuses(await org.json('elements sync', elsewhere), 'OrgNotConnectedError', 1);
      refuses(await org.json('elements model list', elsewhere), 'OrgNotConnectedError', 1);
    });

    it('refuses to guess when there is no default org', async () => {
      refuses(await org.json('elements sync', { SF_TARGET_ORG: '' }), 'DefaultOrgMissingError', 2);
      refuses(await org.json('elements model list', { SF_TARGET_ORG: '' }), 'DefaultOrgMissingError', 2);
    });

    it('says that a revoked login must be renewed', async () => {
      org.standin.control.revokeSessions();

      refuses(await org.json('elements sync'), 'TokenExpiredError', 1);
      expect((await org.history())[0]?.state).to.equal('failed');
      await org.login();
    });

    it('says that the org cannot be reached', async () => {
      await org.login({ url: 'http://127.0.0.1:9' });

      // One minute is time for a second try, never for the third.
      refuses(await org.json('elements sync --timeout 1'), 'OrgUnreachableError', 1);
      expect((await org.history())[0]?.error?.name).to.equal('OrgUnreachableError');
      await org.login();
    });
  });

  describe('a backend that cannot be used', () => {
    const list = (path: string): ReturnType<ConnectedOrg['json']> =>
      org.json('elements org connect', { SF_ELEMENTS_BACKEND: `sqlite:${path}` });

    it('refuses a path below something that is no folder', async () => {
      const file = join(org.folder, 'file.txt');
      await writeFile(file, 'not a folder');

      refuses(await list(join(file, 'elements.db')), 'BackendUnavailableError', 1);
    });

    it('refuses a folder', async () => {
      const folder = join(org.folder, 'a-folder');
      await mkdir(folder);

      refuses(await list(folder), 'BackendUnavailableError', 1);
    });

    it('refuses what is no database, and leaves it as it is', async () => {
      const file = join(org.folder, 'letter.txt');
      await writeFile(file, 'Dear diary, '.repeat(500));

      refuses(await list(file), 'BackendUnavailableError', 1);
      expect(await readFile(file, 'utf8')).to.equal('Dear diary, '.repeat(500));
    });

    it("refuses somebody else's database, and leaves it as it is", async () => {
      const file = join(org.folder, 'foreign.db');
      const foreign = new DatabaseSync(file);
      foreign.exec('CREATE TABLE customers (name TEXT); INSERT INTO customers VALUES (1)');
      foreign.close();
      const bytes = await readFile(file);

      refuses(await list(file), 'BackendUnavailableError', 1);
      expect((await readFile(file)).equals(bytes)).to.equal(true);
    });

    it('refuses a database of a newer version, and leaves it as it is', async () => {
      const file = join(org.folder, 'newer.db');
      await copyFile(org.database, file);
      const newer = new DatabaseSync(file);
      newer.exec('PRAGMA user_version = 999; PRAGMA journal_mode = DELETE');
      newer.close();
      const bytes = await readFile(file);

      refuses(await list(file), 'BackendVersionError', 1);
      expect((await readFile(file)).equals(bytes)).to.equal(true);
    });

    it('refuses what is no backend at all', async () => {
      refuses(await org.json('elements sync', { SF_ELEMENTS_BACKEND: 'ftp://example.com' }), 'InvalidBackendError', 2);
    });
  });

  describe('an org that answers with rubbish', () => {
    afterEach(() => org.standin.control.heal());

    /** A sync that says what is wrong, in part or with a warning, and keeps every component that the model had. */
    const syncsWithWords = async (words: RegExp, exitCode: number): Promise<SyncResult> => {
      const envelope = await org.json<SyncResult>('elements sync');
      expect(envelope.code, JSON.stringify(envelope)).to.equal(exitCode);
      const told = [...(envelope.warnings ?? []), ...envelope.result.types.flatMap(({ problem = [] }) => problem)];
      expect(told.join('\n')).to.match(words);
      expect(names(await org.list())).to.deep.equal(names(model));
      expect(envelope.result.components.deleted).to.equal(0);
      return envelope.result;
    };

    it('retrieves again when a zip breaks off once', async () => {
      org.standin.control.plan('retrieve', { kind: 'truncateZip', keep: 0.5 }, { times: 1 });

      const { state } = await org.ok<SyncResult>('elements sync');

      expect(state).to.equal('succeeded');
      expect(names(await org.list())).to.deep.equal(names(model));
    });

    for (const effect of [{ kind: 'truncateZip', keep: 0.5 } as const, { kind: 'garbageZip' } as const]) {
      it(`fails and keeps the model when all that comes is a ${effect.kind}`, async () => {
        org.standin.control.plan('retrieve', effect, { times: null });

        // Less time than the waits before the third attempt take.
        refuses(await org.json('elements sync --timeout 1'), 'RetrieveFailedError', 1);

        expect((await org.history())[0]?.error?.name).to.equal('RetrieveFailedError');
        expect(names(await org.list())).to.deep.equal(names(model));
      });
    }

    it('keeps a component whose XML is broken as it was', async () => {
      const text = org.standin.control.read('Layout', LAYOUT);
      org.standin.control.edit('Layout', LAYOUT, text.replace('</Layout>', '<unclosed>'));

      await syncsWithWords(/Rental \(Event\) Layout/, 68);
      org.standin.control.edit('Layout', LAYOUT, text);
    });

    it('does not expand an XML bomb', async () => {
      const text = org.standin.control.read('Layout', LAYOUT);
      org.standin.control.edit('Layout', LAYOUT, BOMB);

      await syncsWithWords(/Rental \(Event\) Layout/, 68);
      org.standin.control.edit('Layout', LAYOUT, text);
    });

    it('does not follow a zip entry that points outside', async () => {
      const path = '../../escaped.txt';
      org.standin.control.plan('retrieve', { kind: 'zipEntry', path, content: Buffer.from('x') }, { times: null });
      const around = [org.folder, dirname(org.folder), dirname(dirname(org.folder))];

      await syncsWithWords(/points outside/, 0);

      for (const folder of around) expect(await readdir(folder)).not.to.include('escaped.txt');
    });

    it('takes a component that is listed twice once', async () => {
      org.standin.control.plan('listMetadata', { kind: 'listTwice', fullName: 'RentalService' }, { times: null });

      await syncsWithWords(/RentalService/, 0);
    });

    it('lives with a listed row that has no type', async () => {
      const row = { kind: 'nullType', fullName: 'RentalService' } as const;
      org.standin.control.plan('listMetadata', row, { times: null });

      const envelope = await org.json<SyncResult>('elements sync');

      expect(envelope.code, JSON.stringify(envelope)).to.equal(0);
      expect(names(await org.list())).to.deep.equal(names(model));
    });

    it('takes names with quotes, colons, percent signs, spaces and other alphabets', async () => {
      const odd = `Rental__c-Größe "L": 100% / 大きい`;
      org.standin.control.add('Layout', odd, org.standin.control.read('Layout', LAYOUT));

      const { components } = await org.ok<{ components: { added: number } }>('elements sync');

      expect(components.added).to.equal(1);
      expect(names(await org.list())).to.include(`Layout:${odd}`);
      org.standin.control.delete('Layout', odd);
    });
  });

  it('has the model that it began with once the org is well again', async () => {
    const { state } = await org.ok<SyncResult>('elements sync');

    expect(state).to.equal('succeeded');
    expect(names(await org.list())).to.deep.equal(names(model));
    expect(await org.ok('elements model search RentalService'))
      .to.be.an('array')
      .with.length.greaterThan(0);
  });
});
