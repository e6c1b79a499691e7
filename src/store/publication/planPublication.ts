import type { Publication } from '../records.ts';
import { brokenPublication } from './checkPublication.ts';
import { planEdges } from './planEdges.ts';
import { planGrants } from './planGrants.ts';
import { planIdentities, type DocumentIds } from './planIdentities.ts';
import type { ModelState, PublicationPlan } from './publicationPlan.ts';

/**
 * What a publication changes in an org's model, row by row: a function of plain data, the same for every database. Throws
 * where the publication contradicts the model; nothing has been written then.
 */
export const planPublication = (publication: Publication, state: ModelState): PublicationPlan => {
  const documentId = documentIds(state.documents);
  const identities = planIdentities(publication, state, documentId);
  const paths = planPaths(publication, state.paths, documentId);
  const { growth: references, ...edges } = planEdges(publication, state, identities);
  const { growth: grants, ...granted } = planGrants(publication, state, identities);
  // Last: references and grants may have named what no component had been named.
  const { growth: components, ...rows } = identities.done();
  return { ...rows, ...paths, ...edges, ...granted, growth: { components, references, grants } };
};

const documentIds = (documents: ModelState['documents']): DocumentIds => {
  const ids = new Map(documents.map(({ hash, extractorVersion, id }) => [`${hash} ${extractorVersion}`, id]));
  return ({ hash, extractorVersion }) =>
    ids.get(`${hash} ${extractorVersion}`) ?? brokenPublication(`the document ${hash} was not stored`);
};

const planPaths = (
  { documents, removedDocuments }: Publication,
  open: ModelState['paths'],
  documentId: DocumentIds
): Pick<PublicationPlan, 'closedPaths' | 'openedPaths'> => {
  const before = new Map(open.map(({ path, documentId: id }) => [path, id]));
  const after = new Map(before);
  for (const path of removedDocuments) after.delete(path);
  for (const { path, hash, extractorVersion } of documents) after.set(path, documentId({ hash, extractorVersion }));
  return {
    closedPaths: [...before].filter(([path, id]) => after.get(path) !== id).map(([path]) => path),
    openedPaths: [...after]
      .filter(([path, id]) => before.get(path) !== id)
      .map(([path, id]) => ({ path, documentId: id })),
  };
};
