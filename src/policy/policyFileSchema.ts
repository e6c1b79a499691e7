import { z } from 'zod';

/** The one version of the format that there is. */
export const POLICY_FORMAT = 1;

const policyValue = z
  .union([z.boolean(), z.enum(['on', 'off'])])
  .transform((value) => value === true || value === 'on');

const policyMembers = {
  'manual-sync-only': policyValue
    .optional()
    .describe('On: an org is synced only when a person authenticates for that very sync. One "on" anywhere is on.'),
  'access-token-sync': policyValue
    .optional()
    .describe('On: under Manual Sync Only a token from the environment may serve as that. One "off" anywhere is off.'),
};

const schemaMember = { $schema: z.string().optional().describe('Where an editor finds this schema.') };

/** `{ "version": 1, "policies": { … } }` */
export const policyFile = z.strictObject({
  ...schemaMember,
  version: z.literal(POLICY_FORMAT),
  policies: z.strictObject(policyMembers),
});

/** The short form: the policies alone. */
export const shortPolicyFile = z.strictObject({ ...schemaMember, ...policyMembers });

/** The published JSON Schema of a policy file: what somebody may write. */
export const policyFileJsonSchema = (): object => {
  const schema = z
    .union([policyFile, shortPolicyFile])
    .meta({ title: 'Policy file of sf elements', description: 'Corporate policies for all connected orgs.' });
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
};
