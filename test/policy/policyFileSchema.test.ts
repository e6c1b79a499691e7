import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { policySchema } from '../../scripts/policySchema.ts';

describe('the published schema of policy files', () => {
  it('is the one by which they are read', async () => {
    const published = readFileSync(new URL('../../schemas/policy.json', import.meta.url), 'utf8');
    expect(published, 'write it anew with "npm run docs"').to.equal(await policySchema());
  });

  it('describes each policy, and permits nothing else', () => {
    const schema = readFileSync(new URL('../../schemas/policy.json', import.meta.url), 'utf8');
    const { anyOf } = JSON.parse(schema) as {
      anyOf: ReadonlyArray<{ properties: object; additionalProperties: boolean }>;
    };
    expect(anyOf.map((form) => form.additionalProperties)).to.deep.equal([false, false]);
    expect(Object.keys(anyOf[1]?.properties ?? {})).to.deep.equal(['$schema', 'manual-sync-only', 'access-token-sync']);
  });
});
