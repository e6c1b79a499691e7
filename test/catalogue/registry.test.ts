import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { registryText } from '../../scripts/writeRegistry.ts';

describe('the generated registry', () => {
  it('is what the installed source-deploy-retrieve knows', () => {
    const file = readFileSync(new URL('../../src/catalogue/registry.generated.ts', import.meta.url), 'utf8');

    expect(file, 'write it anew with "npm run docs"').to.equal(registryText());
  });
});
