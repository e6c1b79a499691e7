import { expect } from 'chai';
import { endSessionsOnExit } from '../../src/cli/login/endSessionsOnExit.ts';
import type { OrgSession } from '../../src/salesforce/session/orgSession.ts';

type Connect = Parameters<ReturnType<typeof endSessionsOnExit>['watch']>[0];

describe('a token that could not be revoked', () => {
  const said: string[] = [];

  beforeEach(() => {
    said.length = 0;
  });

  const program = () => ({
    warn: (sentence: string) => void said.push(sentence),
    interrupted: () => void said.push('interrupted'),
    jsonEnabled: false,
  });

  const session = (end: () => Promise<readonly string[]>): OrgSession => {
    let ending: Promise<readonly string[]> | undefined;
    return { end: () => (ending ??= end()) } as unknown as OrgSession;
  };

  /** One whose end tells what it could not do. */
  const telling: Connect = async (_username, _signal, tell) =>
    session(async () => {
      tell?.('it may be alive');
      return [];
    });

  it('is told at the end of a command, once', async () => {
    const logins = endSessionsOnExit(program());
    const opened = await logins.watch(telling)('ada');
    await opened.end();

    await logins.done();
    await logins.done();

    expect(said).to.deep.equal(['it may be alive']);
  });

  it('is told where the login itself failed', async () => {
    const logins = endSessionsOnExit(program());
    const failing: Connect = async (_username, _signal, tell) => {
      tell?.('it may be alive');
      throw new Error('no');
    };
    await logins
      .watch(failing)('ada')
      .catch(() => undefined);

    await logins.done();

    expect(said).to.deep.equal(['it may be alive']);
  });

  it('is told before a program that is interrupted ends', async () => {
    const logins = endSessionsOnExit(program());
    await logins.watch(telling)('ada');

    process.emit('SIGINT');
    await logins.done();

    expect(said).to.deep.equal(['it may be alive', 'interrupted']);
  });

  it('is told when a login is given up in its middle', async () => {
    const logins = endSessionsOnExit(program());
    const waiting: Connect = (_username, signal, tell) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          tell?.('it may be alive');
          reject(signal.reason as Error);
        });
      });
    void logins
      .watch(waiting)('ada')
      .catch(() => undefined);

    process.emit('SIGINT');
    await logins.done();

    expect(said).to.deep.equal(['it may be alive', 'interrupted']);
  });

  it('of a stored login is told when the sync is interrupted, whose outcome nobody sees', async () => {
    const logins = endSessionsOnExit(program());
    const stored = { isInForce: async () => true, isAgreed: async () => true, wasRemoved: async () => undefined };
    await logins.watch(async () => session(async () => ['the org did not answer']), stored)('ada');

    process.emit('SIGINT');
    await logins.done();

    expect(said[0]).to.contain('the org did not answer').and.to.contain('Session Management');
    expect(said[1]).to.equal('interrupted');
  });
});
