import { componentKey, type ComponentKey } from '../model/componentName.ts';
import type { JsonValue } from '../model/extraction.ts';
import type { FlowDefinition } from './flowDefinitions.ts';

/**
 * Which version of each flow is active and which is the latest: the zip does not say, and activating another version
 * need not move the flow's date.
 */
export const flowFacts = (
  definitions: readonly FlowDefinition[]
): ReadonlyMap<ComponentKey, { readonly [name: string]: JsonValue }> =>
  new Map(
    definitions.map(({ fullName, active, activeVersionId, latestVersionId }) => [
      componentKey({ type: 'Flow', fullName }),
      {
        active,
        ...(activeVersionId === undefined ? {} : { activeVersionId }),
        ...(latestVersionId === undefined ? {} : { latestVersionId }),
      },
    ])
  );
