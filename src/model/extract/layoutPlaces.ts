/**
 * Layouts for closing a case and for other users' profiles are named after places, not after objects; the global
 * publisher layout belongs to none.
 */
export const LAYOUT_PLACES: { readonly [place: string]: string | null } = {
  CaseClose: 'Case',
  UserAlt: 'User',
  Global: null,
};
