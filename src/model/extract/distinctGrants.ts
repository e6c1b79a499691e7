import type { ExtractedGrant } from '../extraction.ts';

/** Each grant once per principal and target, with the rights of all of them, in the document's order. */
export const distinctGrants = (grants: readonly ExtractedGrant[]): ExtractedGrant[] => {
  const distinct = new Map<string, ExtractedGrant>();
  for (const grant of grants) {
    const key = `${grant.from}\0${grant.type}\0${grant.fullName}`;
    const known = distinct.get(key);
    distinct.set(key, known === undefined ? grant : { ...known, rights: known.rights | grant.rights });
  }
  return [...distinct.values()];
};
