import type { StandinComponent } from '../orgState.ts';
import { salesforceId } from '../salesforceId.ts';
import { childOf, textOf, type XmlElement } from '../xml/parseXml.ts';
import type { OrgView } from './orgView.ts';

/** A flow with the one version that its file holds. */
export type FlowSource = {
  readonly component: StandinComponent;
  readonly definitionId: string;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly isActive: boolean;
  /** Active, Draft, Obsolete or InvalidDraft. */
  readonly status: string;
  readonly start: XmlElement | undefined;
  readonly xml: XmlElement;
};

export function flowDefinitionId(view: OrgView, flow: StandinComponent): string {
  return view.component('FlowDefinition', flow.fullName)?.id ?? salesforceId('300', `FlowDefinition:${flow.fullName}`);
}

function flowSource(view: OrgView, component: StandinComponent): FlowSource {
  const xml = view.xml(component);
  const definition = view.component('FlowDefinition', component.fullName);
  const active = definition === undefined ? undefined : textOf(view.xml(definition), 'activeVersionNumber');
  const status = textOf(xml, 'status') ?? 'Draft';
  return {
    component,
    definitionId: flowDefinitionId(view, component),
    versionId: component.id,
    versionNumber: Math.max(1, Number(active ?? '1')),
    // A definition's version number of 0 switches the flow off.
    isActive: status === 'Active' && active !== '0',
    status: status === 'Active' && active === '0' ? 'Obsolete' : status,
    start: childOf(xml, 'start'),
    xml,
  };
}

export function flowSources(view: OrgView): readonly FlowSource[] {
  return view.components('Flow').map((component) => flowSource(view, component));
}
