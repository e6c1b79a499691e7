import { componentKey, type ComponentKey, type ComponentName } from '../../model/names/componentName.ts';
import { objectKind, type ObjectKind } from '../../model/names/nameParts.ts';
import { setupUrl } from '../../model/names/setupUrl.ts';
import type { OrgRecord } from '../../store/records.ts';
import type { LinkOf } from '../../view/componentView.ts';
import type { BackendView } from '../backend/openBackend.ts';

type Linked = ComponentName & { readonly parent?: ComponentName };

/**
 * Links to the Setup pages of these components of an org, in the style that the org's settings ask for. None where nothing
 * but the store says that its address is the org's: a person who follows a link may be asked to log in there.
 */
export const setupLinks = async (
  { store }: Pick<BackendView, 'store'>,
  org: OrgRecord,
  components: readonly Linked[]
): Promise<LinkOf> => {
  const { isTrustedAddress } = await import('../../salesforce/login/orgAddress.ts');
  if (!(await isTrustedAddress(org, { environment: process.env }))) return () => undefined;
  const { setupPagesOf } = await import('../../catalogue/catalogue.ts');
  const { parentName } = await import('../../catalogue/parentName.ts');
  /** Models of earlier versions do not have every parent yet. */
  const parentOf = (component: Linked): ComponentName | undefined => component.parent ?? parentName(component);
  const objectOf = (component: Linked): ComponentName | undefined => {
    if (setupPagesOf(component.type)?.kinds === undefined) return undefined;
    const object = component.type === 'CustomObject' ? component : parentOf(component);
    return object?.type === 'CustomObject' ? object : undefined;
  };
  const kinds = new Map<ComponentKey, ObjectKind>();
  for (const component of components) {
    const object = objectOf(component);
    const key = object && componentKey(object);
    if (object && key && !kinds.has(key)) kinds.set(key, await kindOf(store, org, object));
  }
  return (component) => {
    const object = objectOf(component);
    const parent = parentOf(component);
    const kind = object && kinds.get(componentKey(object));
    const subject = { ...component, ...(parent && { parent }), ...(kind && { kind }) };
    return setupUrl(subject, org, setupPagesOf(component.type));
  };
};

/** Whether a custom object is a custom setting stands in its document only. */
const kindOf = async (store: BackendView['store'], org: OrgRecord, object: ComponentName): Promise<ObjectKind> => {
  const kind = objectKind(object.fullName);
  if (kind !== 'custom object') return kind;
  const attributes = (await store.component(org.key, componentKey(object)))?.attributes;
  return attributes?.['customSettingsType'] === undefined ? kind : 'custom setting';
};
