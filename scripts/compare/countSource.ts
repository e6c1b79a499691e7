import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

/** Children of an object in source format: folder and suffix of their files. */
const OBJECT_CHILDREN: ReadonlyArray<readonly [type: string, suffix: string]> = [
  ['BusinessProcess', 'businessProcess'],
  ['CompactLayout', 'compactLayout'],
  ['CustomField', 'field'],
  ['FieldSet', 'fieldSet'],
  ['Index', 'index'],
  ['ListView', 'listView'],
  ['RecordType', 'recordType'],
  ['SharingReason', 'sharingReason'],
  ['ValidationRule', 'validationRule'],
  ['WebLink', 'webLink'],
];

const PLAIN: ReadonlyArray<readonly [type: string, suffix: string]> = [
  ['ApexClass', 'cls'],
  ['ApexTrigger', 'trigger'],
  ['Flow', 'flow'],
  ['Layout', 'layout'],
  ['PermissionSet', 'permissionset'],
  ['Profile', 'profile'],
];

/**
 * Names by type in an sfdx project, read from its file names alone (label names from the labels files): on purpose with
 * nothing of the plugin, of the stand-in or of source-deploy-retrieve, so that it can contradict them.
 */
export const countSource = (project: string): Map<string, Set<string>> => {
  const names = new Map<string, Set<string>>();
  const add = (type: string, name: string): void => {
    const set = names.get(type) ?? new Set<string>();
    names.set(type, set.add(decodeURIComponent(name)));
  };
  for (const file of sourceFiles(project)) {
    const name = basename(file);
    for (const [type, suffix] of PLAIN) {
      if (name.endsWith(`.${suffix}-meta.xml`)) add(type, name.slice(0, -`.${suffix}-meta.xml`.length));
    }
    const object = /[\\/]objects[\\/]([^\\/]+)[\\/]/.exec(file)?.[1];
    if (object !== undefined) {
      add('CustomObject', object);
      for (const [type, suffix] of OBJECT_CHILDREN) {
        if (name.endsWith(`.${suffix}-meta.xml`))
          add(type, `${object}.${name.slice(0, -`.${suffix}-meta.xml`.length)}`);
      }
    }
    if (name.endsWith('.labels-meta.xml')) {
      // However many files a project spreads them over, an org has one container.
      add('CustomLabels', 'CustomLabels');
      for (const [, label] of readFileSync(file, 'utf8').matchAll(/<labels>[\s\S]*?<fullName>([^<]+)<\/fullName>/g)) {
        add('CustomLabel', label ?? '');
      }
    }
    addReport(file, add);
  }
  return names;
};

/** A report's folders exist whether they have a file of their own or not; `unfiled$public` is no component. */
const addReport = (file: string, add: (type: string, name: string) => void): void => {
  const inReports = /[\\/]reports[\\/](.+)$/.exec(file)?.[1]?.split(sep).join('/');
  if (inReports?.endsWith('.report-meta.xml')) {
    add('Report', inReports.slice(0, -'.report-meta.xml'.length));
    for (let folder = dirname(inReports); folder !== '.'; folder = dirname(folder)) {
      if (folder !== 'unfiled$public') add('ReportFolder', folder);
    }
  }
  if (inReports?.endsWith('.reportFolder-meta.xml')) {
    add('ReportFolder', inReports.slice(0, -'.reportFolder-meta.xml'.length));
  }
};

const sourceFiles = (project: string): string[] => {
  const { packageDirectories } = JSON.parse(readFileSync(join(project, 'sfdx-project.json'), 'utf8')) as {
    packageDirectories: ReadonlyArray<{ path: string }>;
  };
  return packageDirectories.flatMap(({ path }) =>
    readdirSync(join(project, path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  );
};
