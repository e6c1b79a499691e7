import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { mayWritePolicyFile } from '../../../src/policy/corporateAdmin.ts';
import { fileRoles } from '../../../src/store/sqlite/file/fileRoles.ts';
import { openSqliteStore } from '../../../src/store/sqlite/openSqliteStore.ts';

/** Says of each store (and policy file, behind a comma) what its user may do with it, and reads it where there is one. */
const answers = [];
for (const argument of process.argv.slice(2)) {
  const [store = '', corporatePolicy = '/proc/nothing/policy.json'] = argument.split(',');
  const roles = [
    ...((await mayWritePolicyFile(corporatePolicy)) ? ['corporate admin'] : []),
    ...(await fileRoles(store, { userId: process.getuid?.() })),
  ];
  const read = roles.includes('viewer')
    ? await openSqliteStore(store).then(async (opened) => {
        const policies = await opened.corporatePolicies();
        const refusal = await opened.setCorporatePolicy('manual-sync-only', false).then(
          () => 'none',
          (error: Error) => error.name
        );
        await opened.close();
        return { policies, refusal, files: readdirSync(dirname(store)).sort() };
      })
    : undefined;
  answers.push({ roles, ...(read === undefined ? {} : { read }) });
}
process.stdout.write(JSON.stringify(answers));
