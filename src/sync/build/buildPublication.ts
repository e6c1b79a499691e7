import type { Kept } from '../../model/compare/deletions.ts';
import type { ComponentVersion } from '../../model/component.ts';
import type { Publication } from '../../store/records.ts';
import type { BuildInput } from './buildInput.ts';
import { finishedRun } from './finishedRun.ts';
import { grantSets, referenceSets } from './relations.ts';
import { marksOfUnread, unreadOf } from './unread.ts';

/** Works out everything that this run changes in the model. Pure. Nothing of it is visible before it is published. */
export const buildPublication = (input: BuildInput): Publication => {
  const { run, previous, changes, decision, current } = input;
  const unread = unreadOf(input);
  const marks = marksOfUnread(changes, unread, { run: run.number, previous: previous?.number ?? 0 });
  const marked = new Set(marks.missing.map(({ componentId }) => componentId));
  return {
    orgKey: run.orgKey,
    run: finishedRun(input, unread),
    added: changes.added,
    changed: changes.changed.map(({ componentId, change, version }) => ({ componentId, change, version })),
    deleted: decision.deleted.map((component) => component.componentId),
    missing: [...decision.kept.map(keptMark), ...marks.missing],
    found: [...changes.same, ...changes.changed.map(({ previous: before }) => before)]
      .filter(({ missing, componentId }) => missing !== undefined && !marked.has(componentId))
      .map(({ componentId }) => componentId),
    addedUnread: marks.addedUnread,
    ...documentChanges(input, current),
    references: referenceSets(input),
    grants: grantSets(input),
  };
};

const keptMark = ({ component, reason, lastSeen }: Kept): Publication['missing'][number] => ({
  componentId: component.componentId,
  missing: { reason, lastSeen, ...(component.missing?.unavailable && { unavailable: true }) },
});

/** Documents that are new or differ; those whose component is gone go too, a renamed component's old one among them. */
const documentChanges = (
  { documents, retrieved }: Pick<BuildInput, 'documents' | 'retrieved'>,
  current: readonly ComponentVersion[]
): Pick<Publication, 'documents' | 'removedDocuments'> => {
  const built = retrieved.documents.flatMap((document) =>
    document.state === 'built'
      ? [{ path: document.path, hash: document.document.hash, extractorVersion: document.document.extractorVersion }]
      : []
  );
  const paths = new Set(current.flatMap((component) => component.path ?? []));
  return {
    documents: built.filter(({ path, hash, extractorVersion }) => {
      const old = documents.get(path);
      return old?.hash !== hash || old.extractorVersion !== extractorVersion;
    }),
    removedDocuments: [...documents.keys()].filter((path) => !paths.has(path)),
  };
};
