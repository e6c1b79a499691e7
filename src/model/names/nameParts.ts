const BY_ENDING = {
  c: 'custom object',
  mdt: 'custom metadata type',
  e: 'platform event',
  b: 'big object',
  x: 'external object',
  kav: 'knowledge article',
  dlm: 'data model object',
  dll: 'data lake object',
} as const;

const KINDS: ReadonlyMap<string, (typeof BY_ENDING)[keyof typeof BY_ENDING]> = new Map(Object.entries(BY_ENDING));

/** What `CustomObject` stands for: Setup has other pages for most of these. */
export type ObjectKind = (typeof BY_ENDING)[keyof typeof BY_ENDING] | 'standard object' | 'custom setting';

/** As far as the name tells: that a custom object is a custom setting is said in its document alone. */
export const objectKind = (fullName: string): ObjectKind =>
  KINDS.get(/__([a-z]+)$/i.exec(fullName)?.[1]?.toLowerCase() ?? '') ?? 'standard object';

/**
 * Layouts for closing a case and for other users' profiles are named after places, not after objects; the global
 * publisher layout belongs to none.
 */
export const LAYOUT_PLACES: { readonly [place: string]: string | null } = {
  CaseClose: 'Case',
  UserAlt: 'User',
  Global: null,
};

/** `Sales/Europe` of `Sales/Europe/Pipeline`; undefined where the name has no folder. */
export const folderOf = (fullName: string): string | undefined => {
  const slash = fullName.lastIndexOf('/');
  return slash < 0 ? undefined : fullName.slice(0, slash);
};
