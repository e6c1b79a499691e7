import type { SupportedType } from '../catalogue/supportedTypes.ts';
import { tableOf, type Table } from './table.ts';

export const typeTable = (types: readonly SupportedType[]): Table =>
  tableOf(
    [
      { key: 'type', name: 'Type' },
      { key: 'container', name: 'In' },
      { key: 'listed', name: 'Listed' },
      { key: 'document', name: 'Document' },
      { key: 'packaged', name: 'Packaged' },
      { key: 'wholeBy', name: 'Whole By' },
      { key: 'leftOut', name: 'Left Out' },
    ],
    types.map((type) => ({
      type: type.type,
      container: type.container ?? '',
      listed: type.listed,
      document: type.document,
      packaged: type.packaged,
      wholeBy: wholeByText(type),
      leftOut: leftOutText(type),
    }))
  );

/** What is asked beside a document, because it comes back in part without, or never says all. */
export const wholeByText = ({ askedWith, tables }: SupportedType): string =>
  [askedWith.length > 0 && `asked with ${askedWith.join(', ')}`, tables.length > 0 && `tables ${tables.join(', ')}`]
    .filter(Boolean)
    .join('; ');

/** What is not stored of a document, in words. */
export const leftOutText = ({ leftOut, keptAlone }: SupportedType): string =>
  [keptAlone.length > 0 && `all but ${keptAlone.join(', ')}`, leftOut.join(', ')].filter(Boolean).join('; ');
