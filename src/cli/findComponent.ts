import { elementsError } from '../errors.ts';
import { componentKey, formatComponentName, parseComponentName } from '../model/componentName.ts';
import type { ComponentDetail, OrgRecord } from '../store/records.ts';
import { nearestNames } from '../view/nearestNames.ts';
import { viewMessage } from '../view/viewMessage.ts';
import type { OpenBackend } from './withBackend.ts';

/** The component that a person wrote as `Type:FullName`, in whatever case; else an error that names the nearest ones. */
export const findComponent = async ({ store }: OpenBackend, org: OrgRecord, text: string): Promise<ComponentDetail> => {
  const asked = parseComponentName(text.trim());
  if (asked === undefined) throw elementsError('invalidComponent', [text]);
  const found = await store.component(org.key, componentKey(asked));
  if (found !== undefined) return found;
  const names = await store.components(org.key, {});
  const written = formatComponentName(asked);
  const same = names.find((name) => formatComponentName(name).toLowerCase() === written.toLowerCase());
  const other = same && (await store.component(org.key, componentKey(same)));
  if (other !== undefined) return other;
  const nearest = nearestNames(written, names.map(formatComponentName));
  const hint = nearest.length === 0 ? viewMessage('noneNear') : viewMessage('didYouMean', [nearest.join(', ')]);
  throw elementsError('componentNotFound', [org.alias ?? org.username, written, hint], { data: { nearest } });
};
