import type { ComponentVersion, KnownComponent } from '../../model/component.ts';
import type { Publication } from '../../store/records.ts';
import type { BuildInput } from './buildInput.ts';
import { finishedRun } from './finishedRun.ts';
import { grantSets, referenceSets } from './relations.ts';
import { staleAmong, unreadOf } from './unread.ts';

/** Works out everything that this run changes in the model. Pure. Nothing of it is visible before it is published. */
export const buildPublication = (input: BuildInput): Publication => {
  const { run, previous, changes, decision, current } = input;
  const unread = unreadOf(input);
  const stale = staleAmong(changes, unread, previous?.number ?? 0);
  const isStale = new Set<KnownComponent>(stale.map(({ component }) => component));
  return {
    orgKey: run.orgKey,
    run: finishedRun(input, unread),
    added: changes.added,
    changed: changes.changed.map(({ componentId, change, version }) => ({ componentId, change, version })),
    deleted: decision.deleted.map((component) => component.componentId),
    missing: [...decision.missing, ...stale].map(({ component, reason, lastSeen }) => ({
      componentId: component.componentId,
      missing: { reason, lastSeen },
    })),
    found: [...changes.same, ...changes.changed.map(({ previous: before }) => before)]
      .filter((component) => component.missing !== undefined && !isStale.has(component))
      .map((component) => component.componentId),
    ...documentChanges(input, current),
    references: referenceSets(input),
    grants: grantSets(input),
  };
};

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
