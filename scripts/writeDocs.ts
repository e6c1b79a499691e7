import { writeFileSync } from 'node:fs';
import { typesPage } from './typesPage.ts';

writeFileSync(new URL('../docs/types.md', import.meta.url), typesPage());
