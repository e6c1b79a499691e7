import { ApexParserFactory } from '@apexdevtools/apex-parser';
import { measuring, tell } from './org/measured.ts';
import { readZips } from './org/orgFolder.ts';
import { walkZip } from './org/walkZip.ts';

/*
 * What Apex is measured against in `npm run bench`, a process of its own: the lexer alone, over every class and trigger
 * of the zips in the folder given, which are inflated before.
 */

const sources = readZips(process.argv[2] ?? '').flatMap((zip) =>
  [...walkZip(zip)].filter(({ path }) => /\.(?:cls|trigger)$/.test(path)).map(({ bytes }) => bytes.toString('utf8'))
);

const END_OF_FILE = -1;

const measured = measuring();
let tokens = 0;
for (const source of sources) {
  const lexer = ApexParserFactory.createLexer(source);
  while (lexer.nextToken().type !== END_OF_FILE) tokens += 1;
}
tell({ ...measured(), tokens, bytes: sources.reduce((sum, source) => sum + source.length, 0) });
