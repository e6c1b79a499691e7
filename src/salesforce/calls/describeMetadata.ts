import { childOf, childrenOf, textOf, type XmlElement } from '../../xml/xmlElement.ts';
import type { OrgSession } from '../session/orgSession.ts';
import { callMetadata } from './metadataCall.ts';

/** What the org's Metadata API offers. */
export type MetadataDescription = {
  /** Every type that the org has, children included. */
  readonly types: ReadonlySet<string>;
  readonly namespace?: string;
};

/** With `isRaw` it may hold what the org was sent: for decisions alone, never shown or kept. */
export const describeMetadata = async (
  session: OrgSession,
  { isRaw = false }: { readonly isRaw?: boolean } = {}
): Promise<MetadataDescription> => {
  const asked = `<asOfVersion>${session.apiVersion}</asOfVersion>`;
  const [result] = await callMetadata(session, 'describeMetadata', asked, { flaw: lacksTypes, isRaw });
  const objects = result ? childrenOf(result, 'metadataObjects') : [];
  const topLevel = objects.flatMap((object) => textOf(object, 'xmlName') ?? []);
  const children = objects.flatMap((object) => childrenOf(object, 'childXmlNames').map((child) => child.text));
  const namespace = result && textOf(result, 'organizationNamespace');
  return {
    types: new Set([...topLevel, ...children.filter(Boolean)]),
    ...(namespace ? { namespace } : {}),
  };
};

/** Every org has types: one that seems to have none would seem to have lost them all. */
const lacksTypes = ([result]: readonly XmlElement[]): string | undefined =>
  result && childOf(result, 'metadataObjects') ? undefined : 'the answer names no types';
