import { salesforceId } from '../../salesforceId.ts';
import { columnsOf } from '../columns.ts';
import { dependencies, type Dependency } from '../dependencies.ts';
import { entity } from '../entity.ts';
import { prepareDependency } from '../virtualRules.ts';

const c = columnsOf<Dependency>();

/** At most 2,000 rows an answer, the rest left out without a word. */
export const metadataComponentDependency = entity({
  name: 'MetadataComponentDependency',
  label: 'Metadata Component Dependency',
  keyPrefix: '0bW',
  doors: ['tooling'],
  needsOneOf: ['ViewSetup'],
  cap: { rows: 2000, isRefused: false },
  prepare: prepareDependency,
  columns: () => [
    c.id(({ from, to }) => salesforceId('0bW', `${from.id}:${to.id}`)),
    c.text('MetadataComponentId', ({ from }) => from.id),
    c.text('MetadataComponentName', ({ from }) => from.name),
    c.text('MetadataComponentNamespace', ({ from }) => from.namespace),
    c.text('MetadataComponentType', ({ from }) => from.type),
    c.text('RefMetadataComponentId', ({ to }) => to.id),
    c.text('RefMetadataComponentName', ({ to }) => to.name),
    c.text('RefMetadataComponentNamespace', ({ to }) => to.namespace),
    c.text('RefMetadataComponentType', ({ to }) => to.type),
  ],
  rows: ({ view }, filter) => dependencies(view, filter('MetadataComponentType')),
});
