import { mkdirSync, writeFileSync } from 'node:fs';
import { errorPolicyPage } from './errorPolicyPage.ts';
import { policySchema } from './policySchema.ts';
import { resultSchemas } from './resultSchemas.ts';
import { troubleshootingPage } from './troubleshootingPage.ts';
import { registryText } from './writeRegistry.ts';

writeFileSync(new URL('../src/catalogue/registry.generated.ts', import.meta.url), registryText());
// Loaded only now, so that the page is made of the new registry.
const { typesPage } = await import('./typesPage.ts');
writeFileSync(new URL('../docs/types.md', import.meta.url), typesPage());
writeFileSync(new URL('../docs/error-policy.md', import.meta.url), errorPolicyPage());
writeFileSync(new URL('../docs/troubleshooting.md', import.meta.url), troubleshootingPage());
mkdirSync(new URL('../schemas/', import.meta.url), { recursive: true });
writeFileSync(new URL('../schemas/policy.json', import.meta.url), await policySchema());
for (const [file, schema] of await resultSchemas()) {
  writeFileSync(new URL(`../schemas/${file}`, import.meta.url), schema);
}
