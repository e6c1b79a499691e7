import { setupUrl } from '../model/setupUrl.ts';
import type { OrgRecord } from '../store/records.ts';
import type { LinkOf } from '../view/componentView.ts';

/** Links to the Setup pages of an org's components, in the style that the org's settings ask for. */
export const setupLinks = async (org: OrgRecord): Promise<LinkOf> => {
  const { setupPagesOf } = await import('../metadata/catalogue/index.ts');
  return (component) => setupUrl(component, org, setupPagesOf(component.type));
};
