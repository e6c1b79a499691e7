import type { StandinComponent } from '../orgState.ts';
import { childrenOf, textOf, type XmlElement } from '../xml/parseXml.ts';
import { developerName, localName } from './componentName.ts';
import type { OrgView } from './orgView.ts';

/** One end of a dependency as MetadataComponentDependency writes it. */
export type DependencyEnd = {
  readonly id: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly type: string;
};

export type Dependency = { readonly from: DependencyEnd; readonly to: DependencyEnd };

function endOf(component: StandinComponent): DependencyEnd {
  const { type, fullName, namespacePrefix } = component;
  const namespace = namespacePrefix ?? null;
  // Standard objects are entities of their own kind, named in place of an id.
  if (component.id === '') return { id: fullName, name: fullName, namespace, type: 'StandardEntity' };
  if (type === 'CustomField') return { id: component.id, name: developerName(component), namespace, type };
  const name = type === 'Layout' ? fullName.slice(fullName.indexOf('-') + 1) : localName(component);
  return { id: component.id, name, namespace, type };
}

function textsIn(element: XmlElement, names: ReadonlySet<string>): readonly string[] {
  return element.children.flatMap((child) => [
    ...(names.has(child.name) ? [child.text.trim()] : []),
    ...textsIn(child, names),
  ]);
}

/** Fields are written as `Field__c` of a known object, or as a path whose first step is one. */
function fieldRef(view: OrgView, object: string, name: string): StandinComponent | undefined {
  return view.component('CustomField', `${object}.${name.split('.')[0] ?? ''}`);
}

type Finder = (view: OrgView, component: StandinComponent) => ReadonlyArray<StandinComponent | undefined>;

const ofLayout: Finder = (view, component) => {
  const object = component.fullName.slice(0, component.fullName.indexOf('-'));
  return textsIn(view.xml(component), new Set(['field'])).map((name) => fieldRef(view, object, name));
};

const ofFlow: Finder = (view, component) => {
  const xml = view.xml(component);
  const elements = [...childrenOf(xml, 'start'), ...xml.children.filter(({ name }) => name.startsWith('record'))];
  const fields = elements.flatMap((element) => {
    const object = textOf(element, 'object');
    if (object === undefined) return [];
    const names = textsIn(element, new Set(['field', 'queriedFields']));
    return [view.component('CustomObject', object), ...names.map((name) => fieldRef(view, object, name))];
  });
  const actions = childrenOf(xml, 'actionCalls')
    .filter((action) => textOf(action, 'actionType') === 'apex')
    .map((action) => view.component('ApexClass', textOf(action, 'actionName') ?? ''));
  const subflows = childrenOf(xml, 'subflows').map((call) => view.component('Flow', textOf(call, 'flowName') ?? ''));
  return [...fields, ...actions, ...subflows];
};

/** Names of custom fields alone, for code that does not say of which object: only what is unique is taken. */
function uniqueFields(view: OrgView): ReadonlyMap<string, StandinComponent | undefined> {
  const byName = new Map<string, StandinComponent | undefined>();
  for (const field of view.components('CustomField')) {
    const name = field.fullName.slice(field.fullName.indexOf('.') + 1);
    if (name.endsWith('__c')) byName.set(name, byName.has(name) ? undefined : field);
  }
  return byName;
}

const ofCode: Finder = (view, component) => {
  const code = view.content(component).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
  const words = new Set(code.match(/\b[A-Za-z]\w*\b/g) ?? []);
  return [...words]
    .filter((word) => word !== component.fullName)
    .map(
      (word) =>
        view.component('ApexClass', word) ??
        (word.endsWith('__c') ? (view.component('CustomObject', word) ?? view.get(uniqueFields).get(word)) : undefined)
    );
};

const ofFlexiPage: Finder = (view, component) =>
  textsIn(view.xml(component), new Set(['componentName'])).map((name) => {
    const own = name.replace(/^c:/, '');
    return view.component('LightningComponentBundle', own) ?? view.component('AuraDefinitionBundle', own);
  });

const ofBundle: Finder = (view, component) => {
  const prefix = `${component.fileName}/`;
  const imports = [...view.org.files]
    .filter(([path]) => path.startsWith(prefix) && path.endsWith('.js'))
    .flatMap(([, content]) => [...content.toString('utf8').matchAll(/@salesforce\/(apex|schema|label)\/([\w.]+)/g)]);
  return imports.map(([, kind, name = '']) => {
    if (kind === 'apex') return view.component('ApexClass', name.split('.')[0] ?? '');
    if (kind === 'label') return view.component('CustomLabel', name.replace(/^c\./, ''));
    return view.component(name.includes('.') ? 'CustomField' : 'CustomObject', name);
  });
};

const ofApp: Finder = (view, component) =>
  childrenOf(view.xml(component), 'tabs').map(({ text }) => view.component('CustomTab', text.trim()));

/** Types for which a real org was seen to have rows; reports, rules and templates have none. */
const finders: Readonly<Record<string, Finder>> = {
  ApexClass: ofCode,
  ApexTrigger: ofCode,
  CustomApplication: ofApp,
  FlexiPage: ofFlexiPage,
  Flow: ofFlow,
  Layout: ofLayout,
  LightningComponentBundle: ofBundle,
};

/** Type of a component, and of what it refers to, in the API's words. */
const dependencyTypes: readonly string[] = Object.keys(finders);

/** The obvious references of one type's components. */
function dependenciesOfType(view: OrgView, type: string): readonly Dependency[] {
  const find = finders[type];
  if (find === undefined) return [];
  return view.components(type).flatMap((component) => {
    const targets = new Set(find(view, component).filter((target) => target !== undefined && target !== component));
    return [...targets].flatMap((target) =>
      target === undefined ? [] : [{ from: endOf(component), to: endOf(target) }]
    );
  });
}

function newByType(): Map<string, readonly Dependency[]> {
  return new Map();
}

/** References of the components of these types (in lower case; all when undefined), found once a revision. */
export function dependencies(view: OrgView, types: ReadonlySet<string> | undefined): readonly Dependency[] {
  const known = view.get(newByType);
  return dependencyTypes
    .filter((type) => types === undefined || types.has(type.toLowerCase()))
    .flatMap((type) => {
      const found = known.get(type) ?? dependenciesOfType(view, type);
      known.set(type, found);
      return found;
    });
}
