import { decodeName } from '../memberName.ts';
import { childTypes } from '../metadataTypes.ts';
import type { StandinComponent } from '../orgState.ts';
import { textOf, type XmlElement } from '../xml/parseXml.ts';
import type { OrgView } from './orgView.ts';

const containers: readonly string[] = ['CustomObject', 'CustomLabels'];

/** Elements of children in their containers' files, keyed like the components. */
function childElements(view: OrgView): ReadonlyMap<string, XmlElement> {
  const elements = new Map<string, XmlElement>();
  for (const container of containers) {
    const kinds = new Map(
      childTypes.filter((kind) => kind.container === container).map((kind) => [kind.element, kind.name])
    );
    for (const component of view.components(container)) {
      for (const element of view.xml(component).children) {
        const type = kinds.get(element.name);
        const name = textOf(element, 'fullName');
        if (type === undefined || name === undefined) continue;
        const own = decodeName(name);
        elements.set(`${type}:${type === 'CustomLabel' ? own : `${component.fullName}.${own}`}`, element);
      }
    }
  }
  return elements;
}

/** The element that defines a child (a field, a label) within its container's file. */
export function childXml(view: OrgView, component: StandinComponent): XmlElement {
  return view.get(childElements).get(`${component.type}:${component.fullName}`) ?? { name: '', text: '', children: [] };
}
