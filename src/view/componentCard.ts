import { printable } from '../printable.ts';
import { attributeLines } from './attributeLines.ts';
import type { Component } from './componentView.ts';
import { formatTime } from './format.ts';
import { card } from './orgCard.ts';
import type { Table } from './table.ts';
import { viewMessage } from './viewMessage.ts';

/** A component in full: what it is, then its attributes by name. The link is left out, because a table would cut it in two. */
export const componentCards = (component: Component): Table[] => {
  const attributes = Object.entries(component.attributes);
  return [
    card(printable(`${component.type}:${component.fullName}`), [
      ['Label', component.label],
      ['Description', component.description],
      ['Parent', component.parent],
      // The org's own namespace, too, is in the names of components.
      [component.packaged ? 'Package namespace' : 'Namespace', component.namespace],
      ['Created', byAt(component.createdBy, component.createdDate)],
      ['Last modified', byAt(component.lastModifiedBy, component.lastModifiedDate)],
      ['ID', component.id],
      ['First seen by a sync', formatTime(component.firstSeen)],
      ['Last change seen', formatTime(component.lastChanged)],
      ['Not fetched', notFetchedText(component)],
    ]),
    ...(attributes.length === 0
      ? []
      : [
          card(
            'Attributes',
            attributes.map(([name, value]) => [name, attributeLines(value)] as const)
          ),
        ]),
  ];
};

const byAt = (by: string | undefined, at: string | undefined): string | undefined => {
  if (at === undefined) return by;
  return by === undefined ? formatTime(at) : `${formatTime(at)}, ${by}`;
};

/** That what else stands there is older, and how old. */
const notFetchedText = ({ notFetched, lastFetched }: Component): string | undefined =>
  notFetched === undefined || lastFetched === undefined
    ? notFetched
    : viewMessage('notFetched.since', [notFetched.replace(/\.$/, ''), formatTime(lastFetched)]);
