import { viewMessage } from '../../messages.ts';
import { orgLabel } from '../../model/names/orgLabel.ts';
import { printable } from '../../redact.ts';
import type { OrgRecord } from '../../store/records.ts';
import { componentTable } from '../../view/componentView.ts';
import { nearestNames } from '../../view/nearestNames.ts';
import type { FoundComponents } from './findComponents.ts';
import { showTable, type Screen } from './screen.ts';

/** A longer table helps nobody, and drawing it takes long; `--limit` and `--json` give more. */
const SHOWN = 200;

export const showComponents = (
  screen: Screen,
  org: OrgRecord,
  { components, isModelEmpty, unknownType }: FoundComponents,
  limit: number | undefined
): void => {
  const name = printable(orgLabel(org));
  if (isModelEmpty) return screen.log(viewMessage('components.emptyModel', [name, name]));
  if (unknownType !== undefined) return screen.log(nothingOf(unknownType, name));
  if (components.length === 0) return screen.log(viewMessage('components.none', [name, name]));
  const shown = components.slice(0, limit ?? SHOWN);
  showTable(screen, componentTable(shown));
  if (limit === components.length) return screen.log(viewMessage('components.limited', [String(limit)]));
  if (components.length === 1) return screen.log(viewMessage('components.one'));
  const isCut = shown.length < components.length;
  screen.log(
    isCut
      ? viewMessage('components.some', [shown.length, components.length].map(String))
      : viewMessage('components.all', [String(shown.length)])
  );
};

const nothingOf = ({ name, state, known }: NonNullable<FoundComponents['unknownType']>, org: string): string => {
  const type = printable(name);
  if (state === 'not supported') return viewMessage('components.unsupportedType', [type, org]);
  if (state !== undefined) return viewMessage('components.emptyType', [org, type, state]);
  const near = nearestNames(name, known).map(printable).join(', ');
  return viewMessage('components.unknownType', [
    org,
    type,
    near === '' ? viewMessage('noneNear') : viewMessage('didYouMean', [near]),
  ]);
};
