import { formatComponentName } from '../model/names/componentName.ts';
import type { IsoTime } from '../model/names/salesforceValues.ts';
import { printable } from '../redact.ts';
import type { ComponentDetail } from '../store/records.ts';
import { formatTime, shorten } from './format.ts';
import { tableOf, type Table } from './table.ts';

/** A component as `model list` and `model search` show it with `--json`; part of the contract. */
export type ComponentSummary = {
  type: string;
  fullName: string;
  label?: string;
  description?: string;
  parent?: string;
  namespace?: string;
  packaged: boolean;
  createdBy?: string;
  createdDate?: IsoTime;
  lastModifiedBy?: string;
  lastModifiedDate?: IsoTime;
  id?: string;
  url?: string;
  contentHash?: string;
  firstSeen: IsoTime;
  lastChanged: IsoTime;
  /** Why the last sync could not see or read it, where it could not: the rest is as an earlier one found it. */
  notFetched?: string;
  /** When the sync began that last fetched it, where the last one could not. */
  lastFetched?: IsoTime;
};

/** A component as `model display` shows it with `--json`; part of the contract. */
export type Component = ComponentSummary & { attributes: Record<string, unknown> };

/** Where a person looks at a component in Setup, where there is such a page. */
export type LinkOf = (component: Omit<ComponentDetail, 'attributes'>) => string | undefined;

export const componentSummary = (linkOf: LinkOf, detail: Omit<ComponentDetail, 'attributes'>): ComponentSummary => ({
  type: detail.type,
  fullName: detail.fullName,
  ...present({
    label: detail.label,
    description: detail.description,
    parent: detail.parent && formatComponentName(detail.parent),
    namespace: detail.namespace,
  }),
  packaged: detail.packaged,
  ...present({
    createdBy: detail.createdBy,
    createdDate: detail.createdDate,
    lastModifiedBy: detail.lastModifiedBy,
    lastModifiedDate: detail.lastModifiedDate,
    id: detail.id,
    url: linkOf(detail),
    contentHash: detail.origin && detail.ownHash,
  }),
  firstSeen: detail.firstSeen,
  lastChanged: detail.lastChanged,
  ...present({
    notFetched: detail.missing?.reason,
    lastFetched: detail.missing && detail.origin && detail.lastFetched,
  }),
});

export const componentDetail = (linkOf: LinkOf, detail: ComponentDetail): Component => ({
  ...componentSummary(linkOf, detail),
  attributes: { ...detail.attributes },
});

/** The members that have a value: optional values are absent from results, never null. */
const present = <T extends { readonly [name: string]: string | undefined }>(values: T): { [K in keyof T]?: string } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as {
    [K in keyof T]?: string;
  };

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
