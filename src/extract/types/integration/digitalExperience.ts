import type { JsonValue } from '../../../model/extraction.ts';
import { readAttributes, texts } from '../../attributes.ts';
import { jsonOf, jsonText, memberOf, textsNamed } from '../../json.ts';
import type { ComponentReader, Subject, SubjectMention } from '../../reader.ts';

/** How many things there are of each content type (`sfdc_cms__view`), each of which has a folder. */
const contentsOf = ({ parts }: Subject): { readonly [type: string]: number } => {
  const folders = new Set(
    parts.flatMap(({ name }) => {
      const [type, content, file] = name.split('/');
      return file === undefined ? [] : `${type ?? ''}/${content ?? ''}`;
    })
  );
  const byType = Map.groupBy(folders, (folder) => folder.slice(0, folder.indexOf('/')));
  return Object.fromEntries([...byType].map(([type, all]) => [type, all.length] as const).sort());
};

/** What the first content of a type says in its body; sites have one of those that are asked for. */
const bodyOf = ({ parts }: Subject, type: string): JsonValue | undefined => {
  const part = parts.find(({ name }) => name.startsWith(`${type}/`) && name.endsWith('/content.json'));
  return part && memberOf(jsonOf(part), 'contentBody');
};

/** `c:bookingForm` is a component of the org; other namespaces are Salesforce's or a package's. */
const shownIn = ({ name, utf8 }: Subject['parts'][number]): SubjectMention[] =>
  textsNamed(jsonOf({ utf8 }), 'definition').flatMap((definition): SubjectMention[] => {
    const fullName = /^c:(\w+)$/.exec(definition)?.[1];
    return fullName ? [{ kind: 'displays', type: 'LightningComponentBundle', fullName, place: name }] : [];
  });

const READERS = { modules: texts('modules.module.fullyQualifiedName') };

/** A workspace, by its name of an enhanced site or of content: `site/Shop`. Its contents are JSON files and pictures. */
export const digitalExperienceBundle: ComponentReader = {
  attributes: (subject) => {
    const authenticationType = jsonText(memberOf(bodyOf(subject, 'sfdc_cms__site'), 'authenticationType'));
    const page = bodyOf(subject, 'sfdc_cms__appPage');
    const relaxed = memberOf(page, 'isRelaxedCSPLevel');
    const locker = memberOf(page, 'isLockerServiceEnabled');
    return {
      workspaceType: subject.fullName.replace(/\/.*$/s, ''),
      ...readAttributes(subject.element, READERS),
      ...(authenticationType !== undefined && { authenticationType }),
      ...(typeof relaxed === 'boolean' && { isRelaxedCSPLevel: relaxed }),
      ...(typeof locker === 'boolean' && { isLockerServiceEnabled: locker }),
      contents: contentsOf(subject),
    };
  },
  mentions: ({ parts }) => parts.filter(({ name }) => name.endsWith('/content.json')).flatMap(shownIn),
};
