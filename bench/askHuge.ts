import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerSize } from '../src/salesforce/transport/answerSize.ts';
import { askOrg } from './answers/askOrg.ts';

/*
 * A process of its own: `node bench/askHuge.ts OPERATION URL` makes one kind of call to the org at a URL, and writes
 * what came of it and the most memory that it took.
 */

const [, , operation = '', url = ''] = process.argv;

const home = mkdtempSync(join(tmpdir(), 'elements-answers-'));
Object.assign(process.env, {
  HOME: home,
  USERPROFILE: home,
  SF_DISABLE_LOG_FILE: 'true',
  SF_DISABLE_TELEMETRY: 'true',
  SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
});
const said = await askOrg(operation, url, answerSize);
rmSync(home, { recursive: true, force: true });
// Node gives kilobytes.
console.log(JSON.stringify({ said, peakMB: Math.round(process.resourceUsage().maxRSS / 1000) }));
// What a failed listing leaves under way is nothing to wait for.
process.exit();
