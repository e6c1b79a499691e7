import type { StandinSandbox } from '../../orgState.ts';
import { salesforceId } from '../../salesforceId.ts';
import { columnsOf } from '../columns.ts';
import { entity } from '../entity.ts';

const c = columnsOf<StandinSandbox>();

/** One row for each creation or refresh of a sandbox; only production orgs have them. */
export const sandboxProcess = entity({
  name: 'SandboxProcess',
  label: 'Sandbox Process',
  keyPrefix: '0GR',
  doors: ['tooling'],
  columns: () => [
    c.id(({ name }) => salesforceId('0GR', `SandboxProcess:${name}`)),
    c.text('SandboxName', ({ name }) => name),
    c.text('SandboxOrganization', ({ orgId }) => orgId),
    c.picklist('Status', () => 'Completed'),
    c.picklist('LicenseType', () => 'DEVELOPER'),
  ],
  rows: ({ view }) => view.org.sandboxes ?? [],
});
