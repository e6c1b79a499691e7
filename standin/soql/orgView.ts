import type { StandinComponent, StandinOrg } from '../orgState.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { readXml } from './readXml.ts';

/**
 * Everything that is derived from one revision of an org, computed at the first question and kept until the next edit. Who
 * takes a component out of the org or puts one in needs no revision for it.
 */
export class OrgView {
  readonly org: StandinOrg;
  readonly revision: string;
  readonly #derived = new Map<(view: OrgView) => unknown, unknown>();

  public constructor(org: StandinOrg) {
    this.org = org;
    this.revision = revisionOf(org);
  }

  /** The result of a derivation, run once a revision. */
  public get<T>(derive: (view: OrgView) => T): T {
    if (!this.#derived.has(derive)) this.#derived.set(derive, derive(this));
    return this.#derived.get(derive) as T;
  }

  public components(type: string): readonly StandinComponent[] {
    return this.get(componentsByType).get(type) ?? [];
  }

  public component(type: string, fullName: string): StandinComponent | undefined {
    return this.org.components.get(`${type}:${fullName}`);
  }

  /** The component's metadata document: its file, or the `-meta.xml` beside it where the file is code. */
  public xml(component: StandinComponent): XmlElement {
    const { files } = this.org;
    return readXml(files.get(`${component.fileName}-meta.xml`) ?? files.get(component.fileName));
  }

  /** The component's content as text (code of a class), empty when the org holds no file for it. */
  public content(component: StandinComponent): string {
    return this.org.files.get(component.fileName)?.toString('utf8') ?? '';
  }
}

function componentsByType(view: OrgView): ReadonlyMap<string, StandinComponent[]> {
  const byType = new Map<string, StandinComponent[]>();
  for (const component of view.org.components.values()) {
    const sameType = byType.get(component.type);
    if (sameType === undefined) byType.set(component.type, [component]);
    else sameType.push(component);
  }
  return byType;
}

const revisionOf = ({ revision, components }: StandinOrg): string => `${revision} ${components.changes}`;

const views = new WeakMap<StandinOrg, OrgView>();

/** The view of the org's present revision. */
export function viewOf(org: StandinOrg): OrgView {
  const known = views.get(org);
  if (known?.revision === revisionOf(org)) return known;
  const view = new OrgView(org);
  views.set(org, view);
  return view;
}
