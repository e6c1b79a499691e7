import { textOf, type XmlElement } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { flag, number, reading, text } from './readAttributes.ts';

/** Kind of the card's data source (`IntegrationProcedures`, `SOQL`), from the JSON that configures it. */
const dataSourceType = (element: XmlElement): string | undefined =>
  /"dataSource"\s*:\s*\{\s*"type"\s*:\s*"([^"]+)"/.exec(textOf(element, 'dataSourceConfig') ?? '')?.[1];

export const omniUiCard: ComponentReader = {
  label: ({ element }) => textOf(element, 'name'),
  attributes: reading({
    type: text('omniUiCardType'),
    active: flag('isActive'),
    versionNumber: number('versionNumber'),
    author: text('authorName'),
    dataSourceType,
  }),
};
