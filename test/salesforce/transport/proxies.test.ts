import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { endsSync, mayRepeat } from '../../../src/salesforce/faults/decideFault.ts';
import { nameFault } from '../../../src/salesforce/faults/nameFault.ts';
import { TransportFault } from '../../../src/salesforce/faults/salesforceFault.ts';
import { createHttpTransport } from '../../../src/salesforce/transport/httpTransport.ts';
import { proxiesOf } from '../../../src/salesforce/transport/proxies.ts';
import { startCountingProxy, type CountingProxy } from '../../proxies/countingProxy.ts';

const ONE = 'http://one:3128';
const OTHER = 'http://other:3128';

describe('the proxies that the environment names', () => {
  for (const [environment, https, http] of [
    [{}, '', ''],
    [{ HTTPS_PROXY: ONE }, ONE, ''],
    [{ https_proxy: ONE }, ONE, ''],
    [{ HTTP_PROXY: ONE }, ONE, ONE],
    [{ http_proxy: ONE }, ONE, ONE],
    [{ https_proxy: ONE, HTTPS_PROXY: OTHER }, ONE, ''],
    [{ https_proxy: ONE, http_proxy: OTHER }, ONE, OTHER],
    [{ HTTPS_PROXY: ONE, HTTP_PROXY: OTHER }, ONE, OTHER],
    // As jsforce has it: lower case comes before what is for https.
    [{ http_proxy: ONE, HTTPS_PROXY: OTHER }, ONE, ONE],
    [{ https_proxy: '', HTTPS_PROXY: ONE, HTTP_PROXY: ONE }, '', ''],
  ] as const) {
    it(`are taken as the sf CLI takes them: ${JSON.stringify(environment)}`, () => {
      expect(proxiesOf(environment)).to.deep.equal({ httpsProxy: https, httpProxy: http, noProxy: '' });
    });
  }

  it('have exceptions, in lower case first', () => {
    expect(proxiesOf({ NO_PROXY: 'a' })).to.include({ noProxy: 'a' });
    expect(proxiesOf({ NO_PROXY: 'a', no_proxy: 'b' })).to.include({ noProxy: 'b' });
  });
});

describe('a request through a proxy', () => {
  const NAMES = ['https_proxy', 'http_proxy', 'HTTPS_PROXY', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY'];
  const before = new Map(NAMES.map((name) => [name, process.env[name]]));
  let proxy: CountingProxy | undefined;

  beforeEach(() => NAMES.forEach((name) => Reflect.deleteProperty(process.env, name)));

  afterEach(() => {
    proxy?.stop();
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  const fault = async (address: string, limits = {}): Promise<TransportFault> => {
    process.env['HTTPS_PROXY'] = address;
    const send = await createHttpTransport(undefined, limits);
    const url = 'https://prod.example.com/services/data';
    try {
      await send({ method: 'GET', url, headers: {} }, 'versions');
    } catch (error) {
      if (error instanceof TransportFault) return error;
    }
    return expect.fail('it was to fail on the way');
  };

  for (const [status, isOver] of [
    [407, true],
    [403, true],
    [400, true],
    [429, false],
    [502, false],
    [503, false],
  ] as const) {
    it(`${isOver ? 'ends the sync' : 'is repeated'} when the proxy answers with ${status}, and says so without its password`, async () => {
      proxy = await startCountingProxy({ refuses: status });

      const error = await fault(`http://me:secret@127.0.0.1:${String(proxy.port)}`);

      expect(endsSync(error)).to.equal(isOver);
      for (const what of ['call', 'start'] as const) expect(mayRepeat(error, what), what).to.equal(!isOver);
      const named = nameFault(error, 'prod');
      expect(named.name).to.equal('OrgUnreachableError');
      expect(named.message).to.contain(`the proxy http://127.0.0.1:${String(proxy.port)} answered`);
      expect(named.message)
        .to.contain(`HTTP status ${String(status)}`)
        .and.not.contain('secret');
    });
  }

  it('is repeated when the proxy can not be reached, and even a start: nothing was sent', async () => {
    const gone = await startCountingProxy();
    gone.stop();

    const error = await fault(`http://me:secret@127.0.0.1:${String(gone.port)}`);

    expect(mayRepeat(error, 'start')).to.equal(true);
    const { message } = nameFault(error, 'prod');
    expect(message).to.contain(`the proxy http://127.0.0.1:${String(gone.port)} can't be reached`);
    expect(message).to.contain('ECONNREFUSED').and.not.contain('secret');
  });

  for (const address of ['proxy:3128', 'me:secret@proxy:3128', 'ftp://proxy', '://']) {
    it(`ends the sync where "${address.replace('secret', '…')}" is named, which is no address`, async () => {
      const error = await fault(address);

      expect(endsSync(error)).to.equal(true);
      const { message, actions } = nameFault(error, 'prod');
      expect(message).to.contain('use http://HOST:PORT').and.not.contain('secret');
      expect(actions?.join('\n')).to.contain('HTTPS_PROXY');
    });
  }

  it('does not wait for a proxy that accepts connections and never answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    try {
      const { port } = silent.address() as AddressInfo;
      const error = await fault(`http://me:planted@127.0.0.1:${String(port)}`, { connectTimeout: 50 });

      expect(error.code).to.equal('PROXY_SILENT');
      expect(error.message).to.equal(`the proxy http://127.0.0.1:${String(port)} does not answer`);
      expect(endsSync(error)).to.equal(true);
      expect(mayRepeat(error, 'start')).to.equal(false);
    } finally {
      silent.close();
    }
  });
});
