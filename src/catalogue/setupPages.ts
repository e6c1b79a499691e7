import type { ObjectKind } from '../model/names/nameParts.ts';
import type { SetupPages } from './entry.ts';

type Kinds = NonNullable<SetupPages['kinds']>;

/** The page of one component in a part of Setup, by its id. */
export const setupPage = (node: string): SetupPages => ({
  lightning: `/lightning/setup/${node}/page?address=%2F{id}`,
  classic: '/{id}',
});

/** A list in Setup, for all components of a type; in Classic each may still have a page of its own. */
export const setupList = (node: string, classic?: string): SetupPages => ({
  lightning: `/lightning/setup/${node}/home`,
  ...(classic !== undefined && { classic }),
});

/**
 * Kinds of objects that the Object Manager does not have, with their places in Setup: in Lightning (source: Org Check)
 * and as a list in Classic (source: Force Navigator).
 */
const ELSEWHERE = {
  'custom setting': { node: 'CustomSettings', list: '/setup/ui/listCustomSettings.apexp' },
  'custom metadata type': {
    node: 'CustomMetadata',
    list: '/_ui/platform/ui/schema/wizard/entity/CustomMetadataTypeListPage',
  },
  'platform event': { node: 'EventObjects', list: '/p/setup/custent/EventObjectsPage' },
  'big object': { node: 'BigObjects', list: '/p/setup/custent/BigObjectsPage' },
  'external object': { node: 'ExternalObjects', list: '/p/setup/custent/ExternalObjectsPage' },
} as const satisfies Partial<Record<ObjectKind, { node: string; list: string }>>;

const elsewhere = (pages: (node: string, list: string) => Kinds[ObjectKind]): Kinds =>
  Object.fromEntries(Object.entries(ELSEWHERE).map(([kind, { node, list }]) => [kind, pages(node, list)]));

/** Objects and fields of these kinds, and what else has a page of its own there; without an id the list of the objects. */
const OWN_PAGE = elsewhere((node, list) => ({
  lightning: [`/lightning/setup/${node}/page?address=%2F{id}%3Fsetupid%3D${node}`, `/lightning/setup/${node}/home`],
  classic: ['/{id}', list],
}));

/** What is shown on the object's page there; that one goes by an id which the component does not have: the list. */
export const LIST_ELSEWHERE = elsewhere((node) => ({ lightning: `/lightning/setup/${node}/home` }));

/** A part of an object in the Object Manager (source: Org Check), or where the Object Manager has no such object. */
export const objectManager = (page: string, key = '{id}'): SetupPages => ({
  lightning: `/lightning/setup/ObjectManager/{parent}/${page}/${key}/view`,
  classic: '/{id}',
  kinds: OWN_PAGE,
});

/** Of a custom object without an id, and of what belongs to it, there is the list of custom objects (Flow Builder). */
const CUSTOM_OBJECTS = '/p/setup/custent/CustomObjectsPage';

/** Standard objects have no id: in Classic their fields are the page that goes by the name (source: Flow Builder). */
export const OBJECT_PAGES: SetupPages = {
  lightning: '/lightning/setup/ObjectManager/{name}/Details/view',
  classic: ['/{id}', CUSTOM_OBJECTS],
  kinds: { ...OWN_PAGE, 'standard object': { classic: '/p/setup/layout/LayoutFieldList?type={name}' } },
};

/** Standard fields have no id; their pages go by the name, `Owner` for `OwnerId` (source: Salesforce Inspector). */
export const FIELD_PAGES: SetupPages = {
  ...objectManager('FieldsAndRelationships', '{id|field}'),
  classic: ['/{id}', CUSTOM_OBJECTS],
  kinds: {
    ...OWN_PAGE,
    'standard object': { classic: ['/{id}', '/p/setup/field/StandardFieldAttributes/d?id={field}&type={parent}'] },
  },
};

/** Lists of records; those of a custom metadata type or an event are in Setup. Source: Org Check's list views. */
export const LIST_VIEW_PAGES: SetupPages = {
  lightning: '/lightning/o/{parent}/list?filterName={id}',
  classic: '/{id}',
  kinds: LIST_ELSEWHERE,
};

/**
 * Sales, lead and support processes: `/lightning/setup/CaseProcess` and the like, with the page of Classic inside
 * (sources: Force Navigator for the places, extensions that show deployments for the page).
 */
export const PROCESS_PAGES: SetupPages = {
  lightning: [
    '/lightning/setup/{parent}Process/page?address=%2Fsetup%2Fui%2Fbpfields.jsp%3Fid%3D{id}',
    '/lightning/setup/{parent}Process/home',
  ],
  classic: '/{id}',
};
