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
  const kindOf = await objectKinds(
    store,
    org,
    components.flatMap((component) => objectOf(component) ?? [])
  );
  return (component) => {
    const object = objectOf(component);
    const parent = parentOf(component);
    const kind = object && kindOf(object);
    const subject = { ...component, ...(parent && { parent }), ...(kind && { kind }) };
    return setupUrl(subject, org, setupPagesOf(component.type));
  };
};

/** Whether a custom object is a custom setting stands in its document only. The store is asked once for all of them. */
const objectKinds = async (
  store: BackendView['store'],
  org: OrgRecord,
  objects: readonly ComponentName[]
): Promise<(object: ComponentName) => ObjectKind> => {
  const custom = objects.filter(({ fullName }) => objectKind(fullName) === 'custom object').map(componentKey);
  const settings = new Set<ComponentKey>(
    custom.length === 0 ? [] : await store.havingAttribute(org.key, [...new Set(custom)], 'customSettingsType')
  );
  return (object) => (settings.has(componentKey(object)) ? 'custom setting' : objectKind(object.fullName));
};
