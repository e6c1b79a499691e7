import { elementsError } from '../../errors.ts';
import { viewMessage } from '../../messages.ts';
import {
  parseComponentName,
  type ComponentName,
  componentKey,
  formatComponentName,
  nameKey,
} from '../../model/names/componentName.ts';
import { orgLabel } from '../../model/names/orgLabel.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import type { OrgRecord, TypeState, ComponentDetail } from '../../store/records.ts';
import type { ComponentFilter } from '../../store/store.ts';
import { componentSummary, type ComponentSummary } from '../../view/componentView.ts';
import type { BackendView } from '../backend/openBackend.ts';
import { nearComponents } from './nearComponents.ts';
import { setupLinks } from './setupLinks.ts';

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
  { store }: BackendView,
  org: OrgRecord,
  { type, parent, text, limit }: Question
): Promise<FoundComponents> => {
  const filter: ComponentFilter = omitUndefined({
    type: type === undefined ? undefined : await typeName(store, org, type),
    parent: parent === undefined ? undefined : parentNamed(parent),
    text,
    limit,
  });
  const found = await store.components(org.key, filter);
  const isModelEmpty = found.length === 0 && (await store.counts(org.key)).components === 0;
  const unknownType =
    found.length > 0 || isModelEmpty || type === undefined ? undefined : await unlisted(store, org, type);
  const linkOf = await setupLinks({ store }, org, found);
  return {
    components: found.map((detail) => componentSummary(linkOf, detail)),
    isModelEmpty,
    ...omitUndefined({ unknownType }),
  };
};

/** An object where only a name is given. */
const parentNamed = (text: string): ComponentName =>
  parseComponentName(text) ?? { type: 'CustomObject', fullName: text };

/** The type as Salesforce writes it, for a person who wrote `customfield`. */
const typeName = async (store: BackendView['store'], org: OrgRecord, type: string): Promise<string> => {
  const run = await store.lastPublished(org.key);
  return run?.types.find((outcome) => outcome.type.toLowerCase() === type.toLowerCase())?.type ?? type;
};

/** Undefined for a type of which the model has something. */
const unlisted = async (
  store: BackendView['store'],
  org: OrgRecord,
  type: string
): Promise<FoundComponents['unknownType']> => {
  const outcomes = (await store.lastPublished(org.key))?.types ?? [];
  const known = outcomes.filter(({ components }) => components > 0).map((outcome) => outcome.type);
  const own = outcomes.find((outcome) => outcome.type.toLowerCase() === type.toLowerCase());
  if (own === undefined) return { name: type, known };
  return own.components > 0 ? undefined : { name: own.type, state: own.state, known };
};

/** The component that a person wrote as `Type:FullName`, in whatever case; else an error that names the nearest ones. */
export const findComponent = async ({ store }: BackendView, org: OrgRecord, text: string): Promise<ComponentDetail> => {
  const asked = parseComponentName(text.trim());
  if (asked === undefined) throw elementsError('invalidComponent', [text]);
  const found = await store.component(org.key, componentKey(asked));
  if (found !== undefined) return found;
  const written = formatComponentName(asked);
  const nearest = await nearComponents(store, org, { ...asked, type: await typeName(store, org, asked.type) });
  const same = nearest.find((name) => nameKey(name) === nameKey(written));
  const named = same === undefined ? undefined : parseComponentName(same);
  const other = named && (await store.component(org.key, componentKey(named)));
  if (other !== undefined) return other;
  const hint = nearest.length === 0 ? viewMessage('noneNear') : viewMessage('didYouMean', [nearest.join(', ')]);
  throw elementsError('componentNotFound', [orgLabel(org), written, hint], { data: { nearest } });
};
