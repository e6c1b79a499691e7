import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';
import { certificates } from './certificate.ts';
import { startCountingProxy, type CountingProxy } from './countingProxy.ts';
import { startSecureFront, type SecureFront } from './secureFront.ts';

const PASSWORD = 'pr0xy-pass/word';
const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'];

type Used = {
  readonly state?: string;
  readonly warnings?: readonly string[];
  readonly policy?: { readonly problem?: string };
  readonly revoked?: string;
  readonly error?: { readonly name: string; readonly message: string; readonly actions?: readonly string[] };
  /** All that the process wrote. */
  readonly output: string;
};

describe('an org behind a proxy, with a certificate of a company of its own', () => {
  const { authority, server } = certificates();
  let folder: string;
  let trusted: NodeJS.ProcessEnv;
  let standin: Standin;
  let logins: ScratchLogins;
  let front: SecureFront;
  let proxy: CountingProxy | undefined;

  before(async () => {
    logins = scratchLogins();
    folder = mkdtempSync(join(tmpdir(), 'elements-proxy-'));
    const file = join(folder, 'authority.pem');
    writeFileSync(file, authority);
    trusted = { NODE_EXTRA_CA_CERTS: file };
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
  });

  after(async () => {
    await standin.stop();
    logins.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    front = await startSecureFront(standin.url, server);
    proxy = undefined;
  });

  afterEach(() => {
    front.stop();
    proxy?.stop();
  });

  const use = async (environment: NodeJS.ProcessEnv, refreshToken = ''): Promise<Used> => {
    const { NODE_EXTRA_CA_CERTS: _own, ...inherited } = process.env;
    const clean = Object.fromEntries(Object.entries(inherited).filter(([name]) => !PROXY_VARIABLES.includes(name)));
    const program = join(import.meta.dirname, 'programs', 'useOrg.ts');
    const login = [standin.adminUsername, standin.org.orgId, standin.accessToken(), refreshToken];
    if (refreshToken !== '') standin.control.revokeSessions();
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, front.url, ...login], {
      env: { ...clean, ...environment },
    });
    return { ...(JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Used), output: stdout + stderr };
  };

  const expectWhole = (used: Used): void => {
    expect(used.error, JSON.stringify(used.error)).to.equal(undefined);
    expect(used).to.include({ state: 'succeeded', revoked: 'yes' });
    expect(used.warnings).to.deep.equal([]);
    expect(used.policy?.problem, 'the answer to the request for a policy').to.contain('404');
  };

  const expectAllThrough = (used: CountingProxy): void => {
    expect(front.callers()).to.not.have.lengthOf(0);
    expect(used.ports()).to.include.members([...front.callers()]);
    expect(new Set(used.targets())).to.deep.equal(new Set([new URL(front.url).host]));
  };

  const at = (port: number, credentials = ''): string => `http://${credentials}127.0.0.1:${String(port)}`;

  /** A port at which nothing answers. */
  const deadPort = async (): Promise<number> => {
    const gone = await startCountingProxy();
    gone.stop();
    return gone.port;
  };

  it('is reached through it by every request: REST, SOAP, retrieve, renewal, policy and revocation', async () => {
    proxy = await startCountingProxy();
    const refreshToken = await logins.refreshToken(standin);
    standin.forgetRequests();

    expectWhole(await use({ ...trusted, HTTPS_PROXY: at(proxy.port) }, refreshToken));

    expect(standin.calls()).to.include.keys(
      'token',
      'query',
      'listMetadata',
      'retrieve',
      'checkRetrieveStatus',
      'revoke'
    );
    expectAllThrough(proxy);
  });

  it('is reached without it where NO_PROXY says so, by every request', async () => {
    proxy = await startCountingProxy();
    const refreshToken = await logins.refreshToken(standin);

    expectWhole(
      await use({ ...trusted, HTTPS_PROXY: at(proxy.port), NO_PROXY: 'example.com,127.0.0.1' }, refreshToken)
    );

    expect(proxy.targets()).to.deep.equal([]);
  });

  it('is reached through the one that the sf CLI takes where two are named', async () => {
    proxy = await startCountingProxy();

    expectWhole(await use({ ...trusted, https_proxy: at(proxy.port), HTTPS_PROXY: at(await deadPort()) }));

    expectAllThrough(proxy);
  });

  it('gives the proxy the user and the password of its address, and nobody else', async () => {
    const encoded = Buffer.from(`me:${PASSWORD}`).toString('base64');
    proxy = await startCountingProxy({ wants: `Basic ${encoded}` });
    const address = at(proxy.port, `me:${encodeURIComponent(PASSWORD)}@`);

    const used = await use({ ...trusted, HTTPS_PROXY: address, DEBUG: '*', NODE_DEBUG: 'undici' });

    expectWhole(used);
    expect(proxy.credentials()).to.deep.equal([`Basic ${encoded}`]);
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), encoded]) expect(used.output).to.not.contain(secret);
  });

  describe('that can not be reached', () => {
    const failure = async (environment: NodeJS.ProcessEnv): Promise<NonNullable<Used['error']>> => {
      const { error, output } = await use(environment);

      expect(error?.name, output).to.equal('OrgUnreachableError');
      expect(output).to.not.contain(PASSWORD).and.not.contain(encodeURIComponent(PASSWORD));
      return error ?? expect.fail('it was to fail');
    };

    it('says which certificate is trusted by no authority, and where to name one', async () => {
      const error = await failure({});

      expect(error.message).to.match(/certificate/i);
      expect(error.actions?.join('\n')).to.contain('NODE_EXTRA_CA_CERTS');
    });

    it('says so through a proxy, too', async () => {
      proxy = await startCountingProxy();

      const error = await failure({ HTTPS_PROXY: at(proxy.port) });

      expect(error.message).to.match(/certificate/i);
      expect(error.actions?.join('\n')).to.contain('NODE_EXTRA_CA_CERTS');
    });

    it('names the proxy that refuses, without its password', async () => {
      proxy = await startCountingProxy({ refuses: 407 });

      const error = await failure({ ...trusted, HTTPS_PROXY: at(proxy.port, `me:${encodeURIComponent(PASSWORD)}@`) });

      expect(error.message).to.contain(at(proxy.port)).and.contain('asks for a user name and a password');
      expect(error.actions?.join('\n')).to.contain('HTTPS_PROXY');
      expect(front.callers()).to.deep.equal([]);
    });

    it('names the proxy at which nothing answers, without its password', async () => {
      const port = await deadPort();

      const error = await failure({ ...trusted, HTTPS_PROXY: at(port, `me:${encodeURIComponent(PASSWORD)}@`) });

      expect(error.message)
        .to.contain(`the proxy ${at(port)} can't be reached`)
        .and.contain('ECONNREFUSED');
    });
  });
});
