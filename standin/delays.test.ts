import type { Connection } from '@salesforce/core';
import { expect } from 'chai';
import { connectTo } from './connectTo.ts';
import type { Clock } from './delays/delays.ts';
import type { DelayOptions } from './delays/profile.ts';
import { startRetrieve } from './retrieveFrom.ts';
import { startStandin, type Standin } from './startStandin.ts';
import { tinyProject, type TinyProject } from './tinyProject.ts';

/** A clock that a test moves. Waits are over at once, and move it only while it is told to `run`. */
class HandClock implements Clock {
  run = false;
  sleep = (ms: number): Promise<void> => {
    if (this.run) this.#time += ms;
    return Promise.resolve();
  };
  now = (): number => this.#time;
  #time = 0;

  public moveTo(time: number): void {
    this.#time = time;
  }
}

describe('the delays of the stand-in', () => {
  let project: TinyProject;
  let standin: Standin | undefined;
  let clock: HandClock;
  let connection: Connection;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  afterEach(async () => {
    await standin?.stop();
    standin = undefined;
  });

  /** Without jitter, and with bodies that take no time, unless said otherwise. */
  async function start(delays: Partial<DelayOptions> = {}): Promise<Standin> {
    clock = new HandClock();
    standin = await startStandin({
      project: project.path,
      clock,
      delays: { seed: 1, jitter: 0, bodyBytesPerMs: Number.POSITIVE_INFINITY, ...delays },
    });
    connection = connectTo(standin);
    return standin;
  }

  /** How long the org takes for what is done. */
  async function timeOf(act: () => Promise<unknown>): Promise<number> {
    const begin = clock.now();
    clock.run = true;
    await act();
    clock.run = false;
    return clock.now() - begin;
  }

  const classJob = (): Promise<string> => startRetrieve(connection, { ApexClass: ['OrderService'] });
  const states = (ids: readonly string[]): Promise<string[]> =>
    Promise.all(ids.map(async (id) => (await look(id)).status));

  async function look(id: string): Promise<{ status: string; done: boolean }> {
    const body = `<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"><env:Header><SessionHeader><sessionId>${connection.accessToken}</sessionId></SessionHeader></env:Header><env:Body><checkRetrieveStatus><asyncProcessId>${id}</asyncProcessId><includeZip>false</includeZip></checkRetrieveStatus></env:Body></env:Envelope>`;
    const url = `${connection.instanceUrl}/services/Soap/m/67.0`;
    const text = await (await fetch(url, { method: 'POST', body, headers: { 'content-type': 'text/xml' } })).text();
    return { status: /<status>(\w+)/.exec(text)?.[1] ?? text, done: text.includes('<done>true') };
  }

  const get = (path: string): Promise<Response> =>
    fetch(`${standin?.url}${path}`, { headers: { authorization: `Bearer ${connection.accessToken}` } });

  it('take the time of each kind of call', async () => {
    await start();

    expect(await timeOf(() => get('/services/data'))).to.be.closeTo(80, 0.001);
    expect(await timeOf(() => get('/services/oauth2/userinfo'))).to.be.closeTo(80, 0.001);
    expect(await timeOf(() => get('/services/data/v67.0/tooling/query?q=SELECT+Id+FROM+ApexClass'))).to.be.closeTo(
      140,
      0.001
    );
    expect(await timeOf(() => connection.metadata.describe('67.0'))).to.be.closeTo(520, 0.001);
  });

  it('take the time of each query and row of a listing', async () => {
    await start();
    let rows = 0;
    const time = await timeOf(async () => {
      rows = (await connection.metadata.list([{ type: 'ApexClass' }, { type: 'CustomObject' }])).length;
    });

    expect(rows).to.be.greaterThan(1);
    expect(time).to.be.closeTo(120 + 2 * 180 + rows * 0.15, 0.001);
  });

  it('send bodies at their rate', async () => {
    await start({ bodyBytesPerMs: 4 });
    let size = 0;
    const time = await timeOf(async () => {
      size = (await (await get('/services/data')).arrayBuffer()).byteLength;
    });

    expect(size).to.be.greaterThan(1000);
    expect(time).to.be.closeTo(80 + size / 4, 0.001);
  });

  it('let a retrieve wait, then work on it, then be done', async () => {
    await start();
    // Of two files, without anything on top.
    const id = await classJob();
    const seen = [];
    for (const at of [0, 2499, 2500, 2511, 2512]) {
      clock.moveTo(at);
      seen.push((await look(id)).status);
    }

    expect(seen).to.deep.equal(['Pending', 'Pending', 'InProgress', 'InProgress', 'Succeeded']);
  });

  it('need more for a profile and an object than for their files', async () => {
    await start({ queueMs: 0, jobsAtOnce: 2 });
    const names = (await connection.metadata.list([{ type: 'Profile' }])).map(({ fullName }) => fullName);
    const ids = [
      await startRetrieve(connection, { Profile: names.slice(0, 1) }),
      await startRetrieve(connection, { CustomObject: ['Line__c'] }),
    ];
    const seen = [];
    for (const at of [30, 31, 65, 66]) {
      clock.moveTo(at);
      seen.push(await states(ids));
    }

    expect(seen).to.deep.equal([
      ['InProgress', 'InProgress'],
      ['InProgress', 'Succeeded'],
      ['InProgress', 'Succeeded'],
      ['Succeeded', 'Succeeded'],
    ]);
  });

  it('work on as many retrieves at once as the org does, in their order', async () => {
    await start({ jobsAtOnce: 2 });
    const ids = [await classJob(), await classJob(), await classJob(), await classJob(), await classJob()];
    const seen = [];
    for (const at of [2500, 2512, 2524, 2536]) {
      clock.moveTo(at);
      seen.push((await states(ids)).map((state) => state.charAt(0)).join(''));
    }

    expect(seen).to.deep.equal(['IIPPP', 'SSIIP', 'SSSSI', 'SSSSS']);
  });

  it('keep a retrieve pending while others pass it, and take it in when it is released', async () => {
    const { control } = await start({ jobsAtOnce: 1 });
    control.plan('retrieve', { kind: 'stuckJob', state: 'Pending' });
    const ids = [await classJob(), await classJob()];
    clock.moveTo(2512);
    const before = await states(ids);
    control.heal('retrieve');
    const released = await states(ids);
    clock.moveTo(2524);

    expect(before).to.deep.equal(['Pending', 'Succeeded']);
    expect(released).to.deep.equal(['InProgress', 'Succeeded']);
    expect(await states(ids)).to.deep.equal(['Succeeded', 'Succeeded']);
  });

  it('let a retrieve that does not end keep its place until it is released', async () => {
    const { control } = await start({ jobsAtOnce: 1 });
    control.plan('retrieve', { kind: 'stuckJob' });
    const ids = [await classJob(), await classJob()];
    clock.moveTo(60_000);
    const before = await states(ids);
    control.heal('retrieve');

    expect(before).to.deep.equal(['InProgress', 'Pending']);
    expect(await states(ids)).to.deep.equal(['Succeeded', 'InProgress']);
  });

  it('refuse a retrieve beyond those that are allowed, until one has ended', async () => {
    await start({ jobsAllowed: 1 });
    await classJob();
    const refused = await classJob().catch((error: unknown) => (error as Error).message);
    clock.moveTo(2512);

    expect(refused).to.match(/^REQUEST_LIMIT_EXCEEDED: ConcurrentPerOrgLongTxn Limit exceeded/);
    expect(await classJob()).to.match(/^09S/);
  });

  it('work longer on all retrieves, or on one', async () => {
    const { control } = await start({ jobFactor: 2, queueMs: 0 });
    control.plan('retrieve', { kind: 'slowJob', factor: 10 });
    const ids = [await classJob(), await classJob()];
    const seen = [];
    for (const at of [23, 24, 239, 240]) {
      clock.moveTo(at);
      seen.push((await states(ids)).map((state) => state.charAt(0)).join(''));
    }

    expect(seen).to.deep.equal(['II', 'IS', 'IS', 'SS']);
  });

  it('tell the time below which no client can read types of the org', async () => {
    const { control } = await start({ bodyBytesPerMs: 4 });
    const { total, transfer, ...bound } = control.lowerBound(['ApexClass', 'CustomObject', 'Report', 'NoSuchType']);
    const rows = await connection.metadata.list([{ type: 'ApexClass' }, { type: 'CustomObject' }]);
    const objects = rows.filter(({ type }) => type === 'CustomObject').length;
    const longest = Math.max(objects, rows.length - objects);

    // Of reports there is one in each of two folders.
    expect(bound).to.deep.equal({
      login: 80 + 520,
      listing: 120 + 180 + longest * 0.15,
      queue: 2500,
      components: ((rows.length - objects) * 12 + objects * (25 + 6) + 2 * (10 + 6 + 6)) / 4,
    });
    expect(transfer).to.be.greaterThan(100);
    expect(total).to.equal(transfer + Object.values(bound).reduce((sum, part) => sum + part, 0));
  });

  it('serve so many calls at once, and the others in their order', async () => {
    const { requests } = await start({ callsAtOnce: 2 });
    const waiting: Array<() => void> = [];
    clock.sleep = () => new Promise<void>((resolve) => void waiting.push(resolve));
    const answered: number[] = [];
    const calls = [1, 2, 3].map(async (call) => {
      await (await get(`/services/data/v67.0/sobjects/Missing${call}`)).text();
      answered.push(call);
    });
    while (requests().length < 3) await new Promise(setImmediate);
    const begun = waiting.length;
    while (answered.length < 3) {
      waiting.splice(0).forEach((go) => go());
      await new Promise(setImmediate);
    }
    await Promise.all(calls);

    expect(begun).to.equal(2);
    const last = requests().at(-1)?.subject;
    expect(`sobjects/Missing${answered.at(-1)}`).to.equal(last);
  });

  it('let the next call in after one that was refused, dropped or cut off', async () => {
    const { control } = await start({ callsAtOnce: 1 });
    control.fail('versions', { code: 'SERVER_UNAVAILABLE', status: 503 }, { times: 4 });
    control.plan('versions', { kind: 'drop' }, { times: 2 });
    control.plan('versions', { kind: 'cut', keep: 0.5 }, { times: 3 });
    const seen = [];
    for (let call = 0; call < 5; call += 1) {
      const answer = await get('/services/data')
        .then(async (response) => (await response.text()) && response.status)
        .catch(() => 'no answer');
      seen.push(answer);
    }

    expect(seen).to.deep.equal(['no answer', 'no answer', 'no answer', 503, 200]);
  });

  it('spread by a quarter, in the same way for the same seed', async () => {
    const spread = async (seed: number): Promise<number[]> => {
      await start({ seed, jitter: 0.25 });
      const times = [];
      for (let call = 0; call < 40; call += 1) times.push(await timeOf(() => get('/services/data')));
      await standin?.stop();
      return times;
    };
    const times = await spread(7);

    expect(Math.min(...times)).to.be.within(60, 68);
    expect(Math.max(...times)).to.be.within(92, 100);
    expect(await spread(7)).to.deep.equal(times);
    expect(await spread(8)).to.not.deep.equal(times);
  });
});
