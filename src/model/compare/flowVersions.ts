import type { JsonValue } from '../extraction.ts';

export type FlowVersion = {
  readonly id: string;
  readonly number: number;
  /** Active, Draft, Obsolete or InvalidDraft. */
  readonly status: string;
  readonly label: string | undefined;
};

/** The versions of one flow, and which two of them matter. */
export type FlowVersions = {
  readonly active: FlowVersion | undefined;
  readonly latest: FlowVersion | undefined;
  readonly all: readonly FlowVersion[];
};

/** What the retrieved document says of itself: never which version it is. */
export type FlowDocument = { readonly status: string | undefined; readonly label: string | undefined };

type Facts = { readonly [name: string]: JsonValue };

export const VERSION_FACTS = [
  'activeVersionNumber',
  'activeVersionStatus',
  'latestVersionNumber',
  'latestVersionStatus',
  'versionCount',
] as const;

export const DOCUMENT_FACTS = ['documentVersion', 'documentVersionNumber', 'documentNewerThanActive'] as const;

export const versionFacts = ({ active, latest, all }: FlowVersions): Facts => ({
  ...(active ? { activeVersionNumber: active.number, activeVersionStatus: active.status } : {}),
  ...(latest ? { latestVersionNumber: latest.number, latestVersionStatus: latest.status } : {}),
  versionCount: all.length,
});

/**
 * Which version the document is, found by comparing: whether a retrieve gives the active version or the latest one is
 * told differently. What agrees with none of them, or with more than one, is unknown.
 */
export const documentFacts = (document: FlowDocument, versions: FlowVersions): Facts => {
  const found = versionOf(document, versions);
  if (!found) return { documentVersion: 'unknown' };
  const { active, latest } = versions;
  return {
    documentVersion: placeOf(found, versions),
    documentVersionNumber: found.number,
    ...(active && found === latest && found !== active ? { documentNewerThanActive: true } : {}),
  };
};

const versionOf = (document: FlowDocument, { active, latest, all }: FlowVersions): FlowVersion | undefined => {
  if (all.length === 1) return all[0];
  const agrees = (version: FlowVersion): boolean =>
    version.status === document.status && (version.label ?? document.label) === (document.label ?? version.label);
  const likely = [...new Set([active, latest])].filter((version) => version !== undefined).filter(agrees);
  const agreeing = likely.length > 0 ? likely : all.filter(agrees);
  return agreeing.length === 1 ? agreeing[0] : undefined;
};

const placeOf = (found: FlowVersion, { active, latest }: FlowVersions): string => {
  if (found === active) return found === latest ? 'active and latest' : 'active';
  return found === latest ? 'latest' : 'older';
};
