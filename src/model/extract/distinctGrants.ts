import type { SubjectGrant } from './componentReader.ts';

/** Each grant of one principal once per target, with the rights of all of them, in the document's order. */
export const distinctGrants = (grants: readonly SubjectGrant[]): SubjectGrant[] => {
  const distinct: SubjectGrant[] = [];
  const places = new Map<string, Map<string, number>>();
  for (const grant of grants) {
    const ofType = places.get(grant.type) ?? new Map<string, number>();
    places.set(grant.type, ofType);
    const place = ofType.get(grant.fullName);
    const known = place === undefined ? undefined : distinct[place];
    if (place !== undefined && known !== undefined) distinct[place] = { ...known, rights: known.rights | grant.rights };
    else ofType.set(grant.fullName, distinct.push(grant) - 1);
  }
  return distinct;
};
