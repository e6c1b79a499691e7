import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { askOrg, OPERATIONS } from '../../../bench/answers/askOrg.ts';
import { startEndlessOrg } from '../../../bench/answers/endlessOrg.ts';
import { projectRoot } from '../../../scripts/realCli.ts';
import { answerSize, type AnswerSize } from '../../../src/salesforce/transport/answerSize.ts';
import { scratchLogins, type ScratchLogins } from '../../sync/scratchLogins.ts';

/** Far more than what lies in sockets and buffers while a request is broken off. */
const BYTES = 100_000_000;

const small = (): AnswerSize => ({ most: 200_000, alone: 50_000 });

describe('an answer without an end', () => {
  let logins: ScratchLogins;

  beforeEach(() => {
    logins = scratchLogins();
  });

  afterEach(() => logins.remove());

  const ask = async (operation: string): Promise<{ said: string; sent: number }> => {
    const org = await startEndlessOrg(operation === 'listings' ? 'listMetadata' : operation, BYTES);
    try {
      return { said: await askOrg(operation, org.url, small), sent: org.sent() };
    } finally {
      org.stop();
    }
  };

  for (const operation of OPERATIONS.filter((name) => !['error', 'revoke'].includes(name))) {
    it(`is broken off, and has a name (${operation})`, async () => {
      const { said, sent } = await ask(operation);

      expect(said).to.match(/^AnswerTooLargeError: .*the answer has more than 200000 bytes/);
      expect(sent).to.be.below(BYTES);
    });
  }

  it('that is the page of an error says what its status says', async () => {
    const { said, sent } = await ask('error');

    expect(said).to.match(/^SalesforceError: .*HTTP_500/);
    expect(sent).to.be.below(BYTES);
  });

  it('is told where a token is revoked, which throws nothing', async () => {
    expect((await ask('revoke')).said).to.contain('the answer has more than 200000 bytes');
  });

  it('leaves memory for others, at its real size', async function () {
    this.timeout(120_000);
    const org = await startEndlessOrg('listMetadata', 300_000_000);
    const program = join(projectRoot, 'bench', 'askHuge.ts');

    const { stdout } = await promisify(execFile)(process.execPath, [program, 'listings', org.url]);
    org.stop();

    const { said, peakMB } = JSON.parse(stdout) as { said: string; peakMB: number };
    expect(said).to.match(/^AnswerTooLargeError/);
    expect(peakMB).to.be.below(500);
  });
});

describe('the largest real answers', () => {
  it('have room', () => {
    const [MB, zip] = [1_000_000, 39 * 1024 * 1024];
    const base64 = Math.ceil(zip / 3) * 4;

    // With line ends after 76 characters, and 10,000 files described.
    expect(answerSize('checkRetrieveStatus').most).to.be.above(base64 * (78 / 76) + 10_000 * 900);
    expect(answerSize('listMetadata').most, 'rows of a type').to.be.above(100_000 * 750);
    expect(answerSize('query').most, 'rows of a page').to.be.above(2000 * 4000);
    expect(answerSize('readMetadata').most, 'a profile').to.be.above(20 * MB);
  });
});
