import { basename, resolve } from 'node:path';
import { CountedMap } from '../countedMap.ts';
import { decodeName, encodeName } from '../memberName.ts';
import { typeCatalogue, type TypeCatalogue } from '../metadataTypes.ts';
import type { StandinOrg } from '../orgState.ts';
import { salesforceId, toLongId } from '../salesforceId.ts';
import { convertProject } from './convertProject.ts';
import { readTree } from './readTree.ts';
import { deriveComponents, identifyFile } from './deriveComponents.ts';
import { deriveUsers } from './deriveUsers.ts';
import { installedNamespaces, namespaceOf } from './installedNamespaces.ts';
import { standardObjectFiles } from './standardObjects.ts';
import { readStandinConfig } from './standinConfig.ts';

export type LoadOptions = {
  /** Directory of an sfdx source project. */
  readonly project: string;
  /** The directory holds files as a retrieve gives them (`classes/A.cls`), and not the source of a project. */
  readonly metadataFormat?: boolean;
  /** Leave out the standard objects that only the configuration names: the org then holds the project and nothing else. */
  readonly bare?: boolean;
  readonly org?: Partial<StandinOrg>;
};

/** Free-text names are written percent-encoded in an org's file names, however the project spells them. */
function orgPath(path: string, catalogue: TypeCatalogue): string {
  const type = catalogue.byPath(path);
  if (type === undefined || (type.name !== 'Layout' && type.name !== 'Profile')) return path;
  const name = path.slice(type.directory.length + 1, -type.suffix.length - 1);
  return `${type.directory}/${encodeName(type.name, decodeName(name))}.${type.suffix}`;
}

/** Code of installed packages is never shown. */
function hideInstalledCode(files: Map<string, Buffer>, namespaces: readonly string[], catalogue: TypeCatalogue): void {
  const code = new Set(['ApexClass', 'ApexTrigger', 'ApexPage', 'ApexComponent']);
  for (const path of files.keys()) {
    const identity = identifyFile(path, catalogue);
    if (identity === undefined || !code.has(identity.type)) continue;
    if (namespaceOf(identity.type, identity.fullName, namespaces) !== undefined)
      files.set(path, Buffer.from('(hidden)'));
  }
}

/** Files as a retrieve gives them, which need no conversion. */
function readFiles(directory: string): Map<string, Buffer> {
  return new Map([...readTree(directory)].filter(([path]) => !path.startsWith('config/')));
}

/** Everything the stand-in knows of its org, from the project's files and its optional `config/standin-org.json`. */
export async function loadOrg(options: LoadOptions): Promise<StandinOrg> {
  const project = resolve(options.project);
  const config = readStandinConfig(project);
  const catalogue = typeCatalogue();
  const files = new Map<string, Buffer>();
  const given = options.metadataFormat === true ? readFiles(project) : await convertProject(project);
  for (const [path, content] of given) files.set(orgPath(path, catalogue), content);
  if (config.standardObjects !== undefined && options.bare !== true) {
    for (const [path, content] of standardObjectFiles(config.standardObjects)) {
      if (!files.has(path)) files.set(path, content);
    }
  }
  const namespaces = installedNamespaces(files.keys());
  hideInstalledCode(files, namespaces, catalogue);
  const users = deriveUsers(config, [...files.keys()]);
  const name = config.name ?? basename(project);
  return {
    orgId: config.orgId === undefined ? salesforceId('00D', `Organization:${name}`) : toLongId(config.orgId),
    name,
    edition: config.edition ?? 'Enterprise Edition',
    instanceName: config.instanceName ?? 'DEU42',
    isSandbox: config.isSandbox ?? false,
    trialExpirationDate: config.trialExpirationDate ?? null,
    namespacePrefix: config.namespacePrefix ?? null,
    timeZone: config.timeZone ?? 'Europe/Berlin',
    apiVersion: config.apiVersion ?? '67.0',
    components: new CountedMap(deriveComponents(files, { catalogue, namespaces, users })),
    files,
    users,
    revision: 0,
    ...(config.absentPermissions === undefined ? {} : { absentPermissions: config.absentPermissions }),
    ...(config.packageNames === undefined ? {} : { packageNames: config.packageNames }),
    ...options.org,
  };
}
