import { printable } from '../printable.ts';
import type { Component } from './componentView.ts';
import { formatTime, shorten } from './format.ts';
import { card } from './orgCard.ts';
import type { Table } from './table.ts';

const ATTRIBUTE_LENGTH = 300;

/** A component in full: what it is, then its attributes by name. The link is left out, because a table would cut it in two. */
export const componentCards = (component: Component): Table[] => {
  const attributes = Object.entries(component.attributes);
  return [
    card(printable(`${component.type}:${component.fullName}`), [
      ['Label', component.label],
      ['Description', component.description],
      ['Parent', component.parent],
      ['Package namespace', component.namespace],
      ['Created', byAt(component.createdBy, component.createdDate)],
      ['Last modified', byAt(component.lastModifiedBy, component.lastModifiedDate)],
      ['ID', component.id],
      ['First seen by a sync', formatTime(component.firstSeen)],
      ['Last change seen', formatTime(component.lastChanged)],
      ['Not fetched', component.notFetched],
    ]),
    ...(attributes.length === 0
      ? []
      : [
          card(
            'Attributes',
            attributes.map(([name, value]) => [name, attributeText(value)] as const)
          ),
        ]),
  ];
};

const byAt = (by: string | undefined, at: string | undefined): string | undefined => {
  if (at === undefined) return by;
  return by === undefined ? formatTime(at) : `${formatTime(at)}, ${by}`;
};

const attributeText = (value: unknown): string =>
  shorten(typeof value === 'string' ? value : JSON.stringify(value), ATTRIBUTE_LENGTH);
