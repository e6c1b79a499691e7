import { mkdirSync, writeFileSync } from 'node:fs';
import { policySchema } from './policySchema.ts';
import { troubleshootingPage } from './troubleshootingPage.ts';
import { typesPage } from './typesPage.ts';

writeFileSync(new URL('../docs/types.md', import.meta.url), typesPage());
writeFileSync(new URL('../docs/troubleshooting.md', import.meta.url), troubleshootingPage());
mkdirSync(new URL('../schemas/', import.meta.url), { recursive: true });
writeFileSync(new URL('../schemas/policy.json', import.meta.url), await policySchema());
