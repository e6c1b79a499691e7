import { tinyProject } from '../../standin/tinyProject.ts';
import { startSyncRig, type SyncRig } from '../sync/syncRig.ts';

/** What retrieves asked for: raw names by type of the manifest, one entry a retrieve. */
export type AskedManifest = Readonly<Record<string, readonly string[]>>;

export type CaseRig = SyncRig & {
  manifests(): AskedManifest[];
  /** Raw names asked for under one type, in all retrieves since the requests were last forgotten. */
  membersAsked(type: string): string[];
};

/** The smallest metadata file of a type. */
export const xmlOf = (root: string, inside = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${inside}</${root}>\n`;

/** A rig whose org is the tiny project with some files more, by their path below `main/default`. */
export const startCaseRig = async (
  more: Readonly<Record<string, string | Buffer>> = {},
  config: Readonly<Record<string, unknown>> = {}
): Promise<CaseRig> => {
  const files = Object.entries(more).map(([name, content]) => [`force-app/main/default/${name}`, content]);
  const project = tinyProject({
    'config/standin-org.json': JSON.stringify(config),
    ...(Object.fromEntries(files) as Record<string, string | Buffer>),
  });
  const rig = await startSyncRig({ project: project.path });
  const manifests = (): AskedManifest[] =>
    rig.standin
      .requests()
      .filter(({ operation }) => operation === 'retrieve')
      .map(({ detail }) => detail as AskedManifest);
  return {
    ...rig,
    manifests,
    membersAsked: (type) => manifests().flatMap((manifest) => manifest[type] ?? []),
    stop: async () => {
      await rig.stop();
      project.remove();
    },
  };
};
