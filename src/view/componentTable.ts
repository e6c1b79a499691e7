import { printable } from '../printable.ts';
import type { ComponentSummary } from './componentView.ts';
import { formatTime, shorten } from './format.ts';
import { tableOf, type Table } from './table.ts';

const DESCRIPTION_LENGTH = 60;

export const componentTable = (components: readonly ComponentSummary[]): Table =>
  tableOf(
    [
      { key: 'type', name: 'Type' },
      { key: 'fullName', name: 'Full Name' },
      { key: 'label', name: 'Label' },
      { key: 'description', name: 'Description' },
      { key: 'modified', name: 'Last Modified' },
    ],
    components.map((component) => ({
      type: printable(component.type),
      fullName: printable(component.fullName),
      label: printable(component.label ?? ''),
      description: shorten(printable(component.description ?? ''), DESCRIPTION_LENGTH),
      modified: component.lastModifiedDate === undefined ? '' : formatTime(component.lastModifiedDate),
    }))
  );
