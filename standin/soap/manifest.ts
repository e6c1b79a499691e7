import { childOf, childrenOf, textOf, type XmlElement } from '../xml/parseXml.ts';

export type ManifestType = { readonly name: string; readonly members: readonly string[] };

export type RetrieveRequest = {
  readonly types: readonly ManifestType[];
  readonly version: string;
  /** One package only: its files lie at the zip's top, not in a folder of the package's name. */
  readonly singlePackage: boolean;
};

export function readRetrieveRequest(call: XmlElement, version: string): RetrieveRequest {
  const request = childOf(call, 'request');
  const unpackaged = childOf(request, 'unpackaged');
  return {
    types: childrenOf(unpackaged, 'types').map((type) => ({
      name: textOf(type, 'name') ?? '',
      members: childrenOf(type, 'members').map((member) => member.text.trim()),
    })),
    version: textOf(unpackaged, 'version') ?? version,
    singlePackage: textOf(request, 'singlePackage') === 'true',
  };
}
