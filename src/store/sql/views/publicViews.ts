import type { SqlDialect } from '../sqlDialect.ts';
import { queries } from '../tables.ts';
import { changeView } from './changeView.ts';
import { grantView, referenceView } from './edgeViews.ts';
import { attributeView, componentView, documentView } from './modelViews.ts';
import { orgView } from './orgView.ts';
import type { PublicView } from './publicView.ts';
import { runView } from './runView.ts';

const PUBLIC_VIEWS: readonly PublicView[] = [
  orgView,
  runView,
  componentView,
  attributeView,
  referenceView,
  grantView,
  changeView,
  documentView,
];

/**
 * The statements that make the public views, by the views' names. None needs another one. They go by the tables as the
 * newest migration leaves them, and no data is in them, so a store has them made anew whenever they differ.
 */
export const createPublicViews = (dialect: SqlDialect): ReadonlyMap<string, string> =>
  new Map(
    PUBLIC_VIEWS.map(({ name, query }) => [
      name,
      // A view has no parameters: the builder writes values into its text.
      queries.schema.createView(name).as(query(dialect)).compile().sql,
    ])
  );
