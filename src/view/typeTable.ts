import type { SupportedType } from '../metadata/catalogue/supportedTypes.ts';
import { tableOf, type Table } from './table.ts';

export const typeTable = (types: readonly SupportedType[]): Table =>
  tableOf(
    [
      { key: 'type', name: 'Type' },
      { key: 'container', name: 'In' },
      { key: 'listed', name: 'Listed' },
      { key: 'document', name: 'Document' },
      { key: 'packaged', name: 'Packaged' },
      { key: 'leftOut', name: 'Left Out' },
    ],
    types.map((type) => ({ ...type, container: type.container ?? '', leftOut: leftOutText(type), keptAlone: '' }))
  );

/** What is not stored of a document, in words. */
export const leftOutText = ({ leftOut, keptAlone }: SupportedType): string =>
  [keptAlone.length > 0 && `all but ${keptAlone.join(', ')}`, leftOut.join(', ')].filter(Boolean).join('; ');
