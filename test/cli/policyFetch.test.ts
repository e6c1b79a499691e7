import { expect } from 'chai';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { policyFetch } from '../../src/cli/backend/policyPlaces.ts';
import { fetchPolicy } from '../../src/policy/fetchPolicy.ts';

const VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'];

describe('fetching a policy', () => {
  let proxy: Server;
  let asked: string[];
  const before = new Map(VARIABLES.map((name) => [name, process.env[name]]));
  beforeEach(async () => {
    asked = [];
    proxy = createServer().on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('goes through the proxy of the environment, whose refusal is a problem and so counts as on', async () => {
    const statement = await fetchPolicy(new URL('https://policies.invalid/p.json'), policyFetch);
    expect(asked).to.deep.equal(['policies.invalid:443']);
    expect(statement.problem).to.be.a('string');
  });

  it('leaves the proxy out where NO_PROXY says so', async () => {
    process.env['NO_PROXY'] = '127.0.0.1';
    const statement = await fetchPolicy(new URL('https://127.0.0.1:9/p.json'), policyFetch);
    expect(asked).to.deep.equal([]);
    expect(statement.problem).to.be.a('string');
  });
});
