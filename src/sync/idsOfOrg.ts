import type { KnownComponent } from '../model/componentVersion.ts';
import type { Preparation } from './prepare.ts';

/**
 * Says of which components of the model the id is one of the org as it is now. The others were last seen before a refresh
 * of the sandbox made another org of it: there their ids belonged to them, here they may belong to anything.
 */
export const idsOfOrg = async ({
  run,
  previous,
  known,
  store,
}: Pick<Preparation, 'run' | 'previous' | 'known'> & {
  readonly store: Pick<Preparation['store'], 'runs'>;
}): Promise<(component: KnownComponent) => boolean> => {
  if (previous === undefined) return () => true;
  if (previous.orgId === run.orgId && !known.some(({ missing }) => missing)) return () => true;
  const published = (await store.runs(run.orgKey)).filter(({ sequence }) => sequence !== undefined);
  const before = published.find(({ orgId }) => orgId !== run.orgId)?.number ?? 0;
  return ({ missing }) => (missing?.lastSeen ?? previous.number) > before;
};
