import { viewMessage } from '../messages.ts';
import { printable } from '../redact.ts';
import type { Component } from './componentView.ts';
import { formatTime } from './format.ts';
import { card } from './orgTable.ts';
import type { Table } from './table.ts';

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

/** An attribute in full as a person reads it: a list has a line for each item, an object one for each member. */
const attributeLines = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.split(/\r\n|[\r\n]/u);
  if (Array.isArray(value)) return value.length === 0 ? [NOTHING] : value.map((item: unknown) => inline(item));
  if (typeof value !== 'object' || value === null) return [inline(value)];
  const members = Object.entries(value);
  return members.length === 0 ? [NOTHING] : members.map(([name, member]) => `${name}: ${inline(member)}`);
};

const NOTHING = '–';

/** On one line, whatever is in it. */
const inline = (value: unknown): string => {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return JSON.stringify(value);
  const parts = Array.isArray(value)
    ? value.map(nested)
    : Object.entries(value).map(([name, member]) => `${name}: ${nested(member)}`);
  return parts.length === 0 ? NOTHING : parts.join(', ');
};

/** In brackets where it would run into what stands beside it. */
const nested = (value: unknown): string =>
  typeof value === 'object' && value !== null ? `(${inline(value)})` : inline(value);
