import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrgAnswers } from './answersOf.ts';
import type { GeneratedOrg } from './generateOrg.ts';

/** Hands a generated org to the processes that measure. */
export const writeOrg = (folder: string, { answers, zips }: GeneratedOrg): void => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'answers.json'), JSON.stringify(answers));
  zips.forEach((zip, index) => writeFileSync(join(folder, `${String(index).padStart(3, '0')}.zip`), zip));
};

export const readZips = (folder: string): Buffer[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.zip'))
    .sort()
    .map((name) => readFileSync(join(folder, name)));

export const readAnswers = (folder: string): OrgAnswers =>
  JSON.parse(readFileSync(join(folder, 'answers.json'), 'utf8')) as OrgAnswers;
