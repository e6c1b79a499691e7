import { catalogue } from '../src/catalogue/catalogue.ts';
import { supportedTypes } from '../src/catalogue/supportedTypes.ts';
import { leftOutText, wholeByText } from '../src/view/typeTable.ts';

/** The documentation's page of supported types, from the same catalogue as the command. */
export const typesPage = (): string =>
  [
    '# Supported metadata types',
    '',
    'Generated from the catalogue by `npm run docs`; `sf elements model types` shows the same.',
    '',
    '| type | in | listed | document | packaged components | whole by | left out |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...supportedTypes(catalogue).map(
      (type) =>
        `| ${[type.type, type.container ?? '', type.listed, type.document.replace(/<(\w+)>/, '`$1`'), type.packaged, wholeByText(type), leftOutText(type)].join(' | ')} |`
    ),
    '',
  ].join('\n');
