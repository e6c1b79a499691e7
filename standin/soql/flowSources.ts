import type { StandinComponent } from '../orgState.ts';
import { salesforceId } from '../salesforceId.ts';
import { childOf, textOf, type XmlElement } from '../xml/parseXml.ts';
import type { OrgView } from './orgView.ts';
import { readXml } from './readXml.ts';

/** One version of a flow. */
export type FlowVersionSource = {
  readonly component: StandinComponent;
  readonly definitionId: string;
  readonly versionId: string;
  readonly versionNumber: number;
  /** Active, Draft, Obsolete or InvalidDraft. */
  readonly status: string;
  readonly xml: XmlElement;
};

/** A flow by its latest version, which is the one that its file holds; no listing and no retrieve shows the others. */
export type FlowSource = FlowVersionSource & {
  readonly activeVersion: FlowVersionSource | undefined;
  readonly start: XmlElement | undefined;
  /** All, by their numbers. */
  readonly versions: readonly FlowVersionSource[];
};

export function flowDefinitionId(view: OrgView, flow: StandinComponent): string {
  return view.component('FlowDefinition', flow.fullName)?.id ?? salesforceId('300', `FlowDefinition:${flow.fullName}`);
}

/** Only one version is active, so an earlier one is not when the latest is. */
function flowSource(view: OrgView, component: StandinComponent): FlowSource {
  const xml = view.xml(component);
  const definitionId = flowDefinitionId(view, component);
  const definition = view.component('FlowDefinition', component.fullName);
  const active = definition === undefined ? undefined : textOf(view.xml(definition), 'activeVersionNumber');
  const saved = view.org.earlierFlowVersions?.get(component.fullName) ?? [];
  const status = textOf(xml, 'status') ?? 'Draft';
  // A definition's version number of 0 switches the flow off.
  const isActive = status === 'Active' && active !== '0';
  const latest: FlowVersionSource = {
    component,
    definitionId,
    versionId: component.id,
    versionNumber: Math.max(1, saved.length + 1, Number(active ?? '1')),
    status: status === 'Active' && !isActive ? 'Obsolete' : status,
    xml,
  };
  const earlier = saved.map(({ id, content }, index): FlowVersionSource => {
    const old = readXml(content);
    const said = textOf(old, 'status') ?? 'Draft';
    return {
      component,
      definitionId,
      versionId: id,
      versionNumber: index + 1,
      status: said === 'Active' && (isActive || active === '0') ? 'Obsolete' : said,
      xml: old,
    };
  });
  const versions = [...earlier, latest];
  return {
    ...latest,
    activeVersion: versions.find((version) => version.status === 'Active'),
    start: childOf(xml, 'start'),
    versions,
  };
}

export function flowSources(view: OrgView): readonly FlowSource[] {
  return view.components('Flow').map((component) => flowSource(view, component));
}

export function flowVersions(view: OrgView): readonly FlowVersionSource[] {
  return view.get(flowSources).flatMap(({ versions }) => versions);
}
