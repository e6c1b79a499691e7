import { parseComponentName } from '../model/componentName.ts';
import type { OrgRecord } from '../store/records.ts';
import type { ComponentFilter } from '../store/store.ts';
import { componentSummary, type ComponentSummary } from '../view/componentView.ts';
import { setupLinks } from './setupLinks.ts';
import type { OpenBackend } from './withBackend.ts';

export type Question = {
  readonly type?: string | undefined;
  /** As a person writes it: `Type:FullName`, or the name of an object alone. */
  readonly parent?: string | undefined;
  readonly text?: string | undefined;
  readonly limit?: number | undefined;
};

export type FoundComponents = {
  readonly components: ComponentSummary[];
  /** Nothing was found because there is nothing at all. */
  readonly isModelEmpty: boolean;
};

export const findComponents = async (
  { store }: OpenBackend,
  org: OrgRecord,
  { type, parent, text, limit }: Question
): Promise<FoundComponents> => {
  const filter: ComponentFilter = {
    ...(type === undefined ? {} : { type: await typeName(store, org, type) }),
    ...(parent === undefined
      ? {}
      : { parent: parseComponentName(parent) ?? { type: 'CustomObject', fullName: parent } }),
    ...(text === undefined ? {} : { text }),
    ...(limit === undefined ? {} : { limit }),
  };
  const found = await store.components(org.key, filter);
  const isModelEmpty = found.length === 0 && (await store.counts(org.key)).components === 0;
  const linkOf = await setupLinks(org);
  return { components: found.map((detail) => componentSummary(linkOf, detail)), isModelEmpty };
};

/** The type as Salesforce writes it, for a person who wrote `customfield`. */
const typeName = async (store: OpenBackend['store'], org: OrgRecord, type: string): Promise<string> => {
  const run = await store.lastPublished(org.key);
  return run?.types.find((outcome) => outcome.type.toLowerCase() === type.toLowerCase())?.type ?? type;
};
