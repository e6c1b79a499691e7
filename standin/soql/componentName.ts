import { decodeName } from '../memberName.ts';
import type { StandinComponent } from '../orgState.ts';

/** The last step of a full name, without object, folder and package prefix: `Rating__c` of `Account.ns__Rating__c`. */
export function localName(component: Pick<StandinComponent, 'fullName' | 'namespacePrefix'>): string {
  const step = component.fullName.slice(
    Math.max(component.fullName.lastIndexOf('.'), component.fullName.lastIndexOf('/')) + 1
  );
  const prefix = component.namespacePrefix === undefined ? '' : `${component.namespacePrefix}__`;
  return decodeName(prefix !== '' && step.startsWith(prefix) ? step.slice(prefix.length) : step);
}

/** As {@link localName}, without the suffix that makes a name custom: what Salesforce calls DeveloperName. */
export function developerName(component: Pick<StandinComponent, 'fullName' | 'namespacePrefix'>): string {
  return localName(component).replace(/__(?:c|b|e|x|mdt|kav)$/, '');
}
