import { parseComponentName } from '../model/componentName.ts';
import type { OrgRecord, TypeState } from '../store/records.ts';
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
  /** Set when nothing was found because the model has nothing of the type that was asked for. */
  readonly unknownType?: {
    readonly name: string;
    /** What became of it in the last sync; absent for a name that the org does not know. */
    readonly state?: TypeState;
    readonly known: readonly string[];
  };
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
  const unknownType =
    found.length > 0 || isModelEmpty || type === undefined ? undefined : await unlisted(store, org, type);
  const linkOf = await setupLinks({ store }, org, found);
  return {
    components: found.map((detail) => componentSummary(linkOf, detail)),
    isModelEmpty,
    ...(unknownType === undefined ? {} : { unknownType }),
  };
};

/** The type as Salesforce writes it, for a person who wrote `customfield`. */
const typeName = async (store: OpenBackend['store'], org: OrgRecord, type: string): Promise<string> => {
  const run = await store.lastPublished(org.key);
  return run?.types.find((outcome) => outcome.type.toLowerCase() === type.toLowerCase())?.type ?? type;
};

/** Undefined for a type of which the model has something. */
const unlisted = async (
  store: OpenBackend['store'],
  org: OrgRecord,
  type: string
): Promise<FoundComponents['unknownType']> => {
  const outcomes = (await store.lastPublished(org.key))?.types ?? [];
  const known = outcomes.filter(({ components }) => components > 0).map((outcome) => outcome.type);
  const own = outcomes.find((outcome) => outcome.type.toLowerCase() === type.toLowerCase());
  if (own === undefined) return { name: type, known };
  return own.components > 0 ? undefined : { name: own.type, state: own.state, known };
};
