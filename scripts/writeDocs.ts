import { mkdirSync, writeFileSync } from 'node:fs';
import { policySchema } from './policySchema.ts';
import { typesPage } from './typesPage.ts';

writeFileSync(new URL('../docs/types.md', import.meta.url), typesPage());
mkdirSync(new URL('../schemas/', import.meta.url), { recursive: true });
writeFileSync(new URL('../schemas/policy.json', import.meta.url), await policySchema());
