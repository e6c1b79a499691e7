import { expect } from 'chai';
import { RENEWED_AND_REFUSED } from '../../../src/salesforce/faults/accessRows.ts';
import { renewing, retryPassing } from '../../../src/salesforce/faults/retry.ts';
import { SalesforceFault, TransportFault } from '../../../src/salesforce/faults/salesforceFault.ts';

const fault = (code: string, status = 500, message = code): SalesforceFault =>
  new SalesforceFault({ code, message, operation: 'query', status });

const broken = (unsent: boolean): TransportFault => new TransportFault('query', 'ECONNRESET', { unsent });

/** Fails with each of the errors in turn, and then answers. */
const failing = (...errors: readonly Error[]) => {
  const calls = { count: 0 };
  const call = async (): Promise<string> => {
    const error = errors[calls.count];
    calls.count += 1;
    if (error) throw error;
    return Promise.resolve('answer');
  };
  return { calls, call };
};

const slept = () => {
  const waits: number[] = [];
  const options = {
    random: () => 1,
    sleep: async (ms: number): Promise<void> => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
  return { waits, options };
};

describe('repeating a call', () => {
  for (const error of [
    broken(false),
    broken(true),
    fault('HTTP_503', 503),
    fault('HTTP_420', 420),
    fault('UNKNOWN_EXCEPTION'),
    fault('REQUEST_RUNNING_TOO_LONG'),
    fault('REQUEST_LIMIT_EXCEEDED', 403, 'ConcurrentPerOrgLongTxn Limit exceeded.'),
  ]) {
    it(`goes on after ${error.name} ${error.message}`, async () => {
      const { call, calls } = failing(error);

      expect(await retryPassing(call, slept().options)).to.equal('answer');
      expect(calls.count).to.equal(2);
    });
  }

  for (const error of [
    new Error('ours'),
    fault('INVALID_TYPE'),
    fault('INVALID_SESSION_ID', 401),
    fault('REQUEST_LIMIT_EXCEEDED', 403, 'TotalRequests Limit exceeded.'),
  ]) {
    it(`ends at once with ${error.message}`, async () => {
      const { call, calls } = failing(error);

      expect(await retryPassing(call, slept().options).catch((e: unknown) => e)).to.equal(error);
      expect(calls.count).to.equal(1);
    });
  }

  it('waits longer each time, and gives up with the last error', async () => {
    const last = fault('HTTP_503', 503);
    const { call, calls } = failing(broken(false), broken(false), broken(false), last);
    const { waits, options } = slept();

    expect(await retryPassing(call, options).catch((e: unknown) => e)).to.equal(last);
    expect(calls.count).to.equal(4);
    expect(waits).to.deep.equal([500, 1000, 2000]);
  });

  it('draws half of each wait, so that calls that failed together come back one by one', async () => {
    const waitsWith = async (drawn: number): Promise<readonly number[]> => {
      const { waits, options } = slept();
      await retryPassing(failing(broken(false), broken(false), broken(false)).call, {
        ...options,
        random: () => drawn,
      });
      return waits;
    };

    expect(await waitsWith(0)).to.deep.equal([250, 500, 1000]);
    expect(await waitsWith(0.5)).to.deep.equal([375, 750, 1500]);
  });

  for (const [what, retryAfterMs, wait] of [
    ['as long as the server asks for', 7000, 7000],
    ['a minute at most', 3_600_000, 60_000],
    ['its own time when the server asks for less', 0, 500],
  ] as const) {
    it(`waits ${what}`, async () => {
      const busy = { code: 'HTTP_503', message: 'HTTP status 503', operation: 'query', status: 503, retryAfterMs };
      const { waits, options } = slept();

      await retryPassing(failing(new SalesforceFault(busy)).call, options);

      expect(waits).to.deep.equal([wait]);
    });
  }

  it('repeats only what it may, where the call is not idempotent', async () => {
    const unsent = failing(broken(true));
    const sent = failing(broken(false));

    expect(await retryPassing(unsent.call, slept().options, 'start')).to.equal('answer');
    expect(await retryPassing(sent.call, slept().options, 'start').catch((e: Error) => e.name)).to.equal(
      'TransportFault'
    );
    expect(sent.calls.count).to.equal(1);
  });
});

describe('renewing a session', () => {
  const ended = fault('INVALID_SESSION_ID', 401);

  const session = () => {
    const state = { renewals: 0 };
    const renew = async (): Promise<void> => {
      state.renewals += 1;
      return Promise.resolve();
    };
    return { state, session: { renewals: () => state.renewals, renew } };
  };

  it('makes the call again with a new session', async () => {
    const { state, session: own } = session();

    expect(await renewing(own, failing(ended).call)).to.equal('answer');
    expect(state.renewals).to.equal(1);
  });

  it('is not asked for when another call renewed it meanwhile', async () => {
    const { state, session: own } = session();
    const { call } = failing(ended);
    const late = async (): Promise<string> => {
      state.renewals ||= 1;
      return call();
    };

    expect(await renewing(own, late)).to.equal('answer');
    expect(state.renewals).to.equal(1);
  });

  it('is done once for a call', async () => {
    const { state, session: own } = session();

    expect(await renewing(own, failing(ended, ended).call).catch((e: unknown) => e)).to.include({
      code: RENEWED_AND_REFUSED,
    });
    expect(state.renewals).to.equal(1);
  });

  it('is no answer to other faults', async () => {
    const { state, session: own } = session();

    expect(await renewing(own, failing(fault('INVALID_TYPE')).call).catch((e: Error) => e.message)).to.equal(
      'INVALID_TYPE'
    );
    expect(state.renewals).to.equal(0);
  });
});
