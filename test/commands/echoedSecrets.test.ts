import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ModelDisplay from '../../src/commands/elements/model/display.ts';
import ModelList from '../../src/commands/elements/model/list.ts';
import OrgCheck from '../../src/commands/elements/org/check.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisplay from '../../src/commands/elements/org/display.ts';
import Sync from '../../src/commands/elements/sync.ts';
import SyncHistory from '../../src/commands/elements/sync/history.ts';
import { removeCredential } from '../../src/salesforce/login/removeCredential.ts';
import { echoForms, type EchoForm } from '../../standin/echo.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { piecesLeft } from '../secrets/piecesLeft.ts';
import { commandLine, type CommandLine, type Ended } from './commandLine.ts';

const ALWAYS = { times: Number.POSITIVE_INFINITY };

const FORMS = Object.keys(echoForms) as EchoForm[];

describe('secrets that an org repeats in another form', () => {
  let line: CommandLine;
  let project: TinyProject;
  let standin: Standin;
  let org: string;

  before(async () => {
    line = commandLine();
    project = tinyProject();
    standin = await startStandin({ project: project.path });
    org = standin.adminUsername;
    await line.logins.saveSession(standin);
    await line.run(OrgConnect, ['-o', org]);
  });
  after(async () => {
    await standin.stop();
    project.remove();
    line.remove();
  });
  beforeEach(() => line.logins.saveSession(standin));
  afterEach(() => standin.control.heal());

  const leftOf = (text: string): string[] => standin.control.secrets().flatMap((secret) => piecesLeft(text, secret));

  /** What a command printed, and all that its error carries, as JSON or a log would show it. */
  const shown = ({ output, error }: Ended<unknown>): string => {
    const { message, stack, cause, data, actions } = error ?? {};
    return output + JSON.stringify([message, stack, cause instanceof Error && cause.stack, data, actions]);
  };

  const store = (): string => readFileSync(join(line.folder, 'elements', 'elements.db'), 'latin1');

  for (const form of FORMS) {
    it(`are not in what a check says, on a terminal and as JSON: ${form}`, async () => {
      standin.control.plan('query', { kind: 'echo', code: 'MALFORMED_QUERY', form }, ALWAYS);

      const ended = [await line.run(OrgCheck, ['-o', org]), await line.run(OrgCheck, ['-o', org, '--json'])];

      for (const end of ended) {
        expect(shown(end)).to.contain('Refused: ');
        expect(leftOf(shown(end))).to.deep.equal([]);
      }
    });
  }

  it('are not in what a sync says and keeps, nor in what is shown of it later', async () => {
    const types = ['ApexClass', 'CustomObject', 'Layout', 'Flow', 'Profile', 'PermissionSet', 'CustomLabels', 'Report'];
    const met = new Set<EchoForm>();
    for (let from = 0; from < FORMS.length; from += types.length) {
      types.forEach((match, at) => {
        const form = FORMS[from + at];
        if (form === undefined) return;
        met.add(form);
        standin.control.plan('listMetadata', { kind: 'echo', code: 'INVALID_TYPE', form }, { ...ALWAYS, match });
      });
      const synced = await line.run(Sync, ['-o', org, '--json']);
      expect(shown(synced)).to.contain('Refused: ');
      expect(leftOf(shown(synced))).to.deep.equal([]);
      standin.control.heal();
    }

    const later = [
      await line.run(SyncHistory, ['-o', org]),
      await line.run(SyncHistory, ['-o', org, '--json']),
      await line.run(OrgDisplay, ['-o', org]),
      await line.run(OrgDisplay, ['-o', org, '--json']),
    ];
    expect([...met]).to.deep.equal(FORMS);
    expect(leftOf(later.map(shown).join('\n') + store())).to.deep.equal([]);
  });

  it('are not in what is said of a renewal that fails', async () => {
    for (const form of FORMS) {
      await line.logins.saveRenewable(standin);
      standin.control.revokeSessions();
      standin.control.plan('token', { kind: 'echo', code: 'invalid_grant', form }, ALWAYS);

      const ended = await line.run(OrgCheck, ['-o', org, '--json']);

      expect(ended.error, form).to.be.instanceOf(Error);
      expect(leftOf(shown(ended)), form).to.deep.equal([]);
      standin.control.heal();
    }
  });

  it('are not in what is said after a renewal', async () => {
    await line.logins.saveRenewable(standin);
    standin.control.revokeSessions();
    standin.control.plan('toolingQuery', { kind: 'echo', code: 'MALFORMED_QUERY', form: 'hex' }, ALWAYS);
    standin.control.plan('query', { kind: 'echo', code: 'MALFORMED_QUERY', form: 'base64' }, ALWAYS);

    const ended = await line.run(OrgCheck, ['-o', org, '--json']);

    expect(shown(ended)).to.contain('Refused: ');
    expect(leftOf(shown(ended))).to.deep.equal([]);
  });

  it('are not in what is said of a token that is given instead of an alias, or in the environment', async () => {
    for (const operation of ['query', 'toolingQuery']) {
      standin.control.plan(operation, { kind: 'echo', code: 'UNKNOWN', status: 400, form: 'base64' }, ALWAYS);
      const token = standin.accessToken();
      await removeCredential(org, { revoke: false });

      const ended = [
        await line.run(Sync, ['-o', token, '--json']),
        await line.run(Sync, ['-o', org, '--json'], { SF_ACCESS_TOKEN: token }),
        await line.run(Sync, ['-o', org], { SF_ACCESS_TOKEN: token }),
      ];

      for (const end of ended) {
        expect(shown(end)).to.match(/Refused: \w{0,30}\*\*\*/);
        expect(leftOf(shown(end))).to.deep.equal([]);
      }
    }
  });

  it('are not kept of an org that calls itself like the token that it was sent, and writes it into its components', async () => {
    await removeCredential(org, { revoke: false });
    for (const form of FORMS) {
      const token = standin.accessToken();
      const written = echoForms[form](token);
      const row = { Id: standin.org.orgId, Name: written, OrganizationType: written, IsSandbox: false };
      const body = JSON.stringify({ totalSize: 1, done: true, records: [row] });
      const answer = { kind: 'answer', status: 200, contentType: 'application/json', body } as const;
      standin.control.plan('query', answer, { ...ALWAYS, match: 'FROM Organization' });
      standin.control.add('CustomLabels', 'CustomLabels', labels(written.replaceAll(/[&<]/g, '&amp;')));

      await line.run(Sync, ['-o', org, '--json'], { SF_ACCESS_TOKEN: token });

      expect(store(), form).to.contain('***');
      expect(piecesLeft(store(), token), form).to.deep.equal([]);
      standin.control.heal();
    }
  });

  it('are not shown of a component that is called like them, while the program holds them', async () => {
    const token = standin.accessToken();
    const secret = token.replace(/^.*!/, '');
    const name = `X${secret.replaceAll(/\W/g, '')}`;
    standin.control.add('ApexClass', name, `public class ${name} {}`);
    standin.control.add('CustomLabels', 'CustomLabels', labels(token));
    await line.run(Sync, ['-o', org, '--json']);
    const held = { SF_ACCESS_TOKEN: token };

    const ended = [
      await line.run(ModelList, ['-o', org, '--type', 'ApexClass'], held),
      await line.run(ModelList, ['-o', org, '--json'], held),
      await line.run(ModelDisplay, [`ApexClass:${name}`, '-o', org], held),
      await line.run(ModelDisplay, [`ApexClass:${name}`, '-o', org, '--json'], held),
    ];

    for (const { output } of ended) {
      expect(output).to.contain('X***');
      expect(leftOf(output)).to.deep.equal([]);
    }
  });
});

const labels = (text: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata">
  <labels>
    <fullName>Stolen</fullName>
    <language>en_US</language>
    <protected>false</protected>
    <shortDescription>${text}</shortDescription>
    <value>${text}</value>
  </labels>
</CustomLabels>
`;
