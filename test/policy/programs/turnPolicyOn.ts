import { changePolicyFile } from '../../../src/policy/changePolicyFile.ts';

/** Turns Manual Sync Only on in each of the policy files, and says what became of it. */
const outcomes = [];
for (const path of process.argv.slice(2)) {
  outcomes.push(
    await changePolicyFile(path, { 'manual-sync-only': true }).then(
      () => 'done',
      (error: Error) => error.name
    )
  );
}
process.stdout.write(JSON.stringify(outcomes));
