import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OPERATIONS } from './answers/askOrg.ts';
import { startEndlessOrg } from './answers/endlessOrg.ts';

/*
 * `node bench/hugeAnswers.ts [BYTES [OPERATION …]]`: what becomes of an answer of 3 GB (or BYTES), operation by operation,
 * and how much memory the process takes that gets it. Ends with 1 where an answer ends in no named error, or takes 500 MB.
 */

const MOST_MB = 500;

const [bytes = '3000000000', ...chosen] = process.argv.slice(2);
const program = join(import.meta.dirname, 'askHuge.ts');
const rows: object[] = [];
for (const operation of chosen.length > 0 ? chosen : OPERATIONS) {
  const org = await startEndlessOrg(operation === 'listings' ? 'listMetadata' : operation, Number(bytes));
  const started = Date.now();
  const { stdout } = await promisify(execFile)(process.execPath, [program, operation, org.url], { timeout: 600_000 });
  const { said, peakMB } = JSON.parse(stdout) as { said: string; peakMB: number };
  org.stop();
  // A revocation tells of its problem, and throws nothing.
  const isNamed = operation === 'revoke' || (/^\w+Error: /.test(said) && !said.startsWith('InternalError'));
  if (peakMB >= MOST_MB || (!isNamed && Number(bytes) >= 3e9)) process.exitCode = 1;
  rows.push({
    operation,
    peakMB,
    seconds: Math.round((Date.now() - started) / 100) / 10,
    sentMB: Math.round(org.sent() / 1e6),
    said: said.slice(0, 90),
  });
}
console.table(rows);
