import { elementsError } from '../../errors.ts';
import { componentKey } from '../../model/names/componentName.ts';
import type { Publication, RunRecord } from '../records.ts';

/** Ends a publication that contradicts itself or the model. */
export const brokenPublication = (reason: string): never => {
  throw elementsError('internal', [reason]);
};

const firstTwice = <Item>(items: readonly Item[]): Item | undefined =>
  items.find((item, index, all) => all.indexOf(item) !== index);

/** Throws when a publication contradicts itself: better no new model than a wrong one. */
export const checkPublication = (publication: Publication): void => {
  const { orgKey, run } = publication;
  if (run.state !== 'succeeded' && run.state !== 'partial')
    brokenPublication(`a run that ${run.state} can't be published`);
  if (run.orgKey !== orgKey) brokenPublication('the run belongs to another org than the publication');
  const ids = [...publication.changed.map(({ componentId }) => componentId), ...publication.deleted];
  if (new Set(ids).size !== ids.length) brokenPublication(`the component ${firstTwice(ids)} is published twice`);
  const keys = [...publication.added, ...publication.changed.map(({ version }) => version)].map(componentKey);
  if (new Set(keys).size !== keys.length) brokenPublication(`${firstTwice(keys)} is published twice`);
};

/** Throws when a run would end as if it had published. */
export const checkUnpublished = (run: RunRecord): void => {
  if (run.state === 'succeeded' || run.state === 'partial') brokenPublication('a run succeeds only by publishing');
};
