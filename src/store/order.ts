import { componentKey, nameKey, type ComponentName } from '../model/names/componentName.ts';
import type { GrantRecord, ReferenceRecord } from './records.ts';

/**
 * Order by code point, the same in every backend and every language. JavaScript's own comparison goes by UTF-16 units
 * and differs for what lies outside the basic plane.
 */
export const byCodePoint = (a: string, b: string): number => {
  if (a === b) return 0;
  return isPlain(a) && isPlain(b) ? (a < b ? -1 : 1) : Buffer.compare(Buffer.from(a), Buffer.from(b));
};

/** Without surrogates. */
const isPlain = (text: string): boolean => !/[\ud800-\udfff]/.test(text);

/** By type, then by full name as it is looked up. */
export const byName = (a: ComponentName, b: ComponentName): number =>
  byCodePoint(a.type, b.type) || byCodePoint(nameKey(a.fullName), nameKey(b.fullName));

const byTexts = (a: readonly string[], b: readonly string[]): number =>
  a.reduce((order, text, index) => order || byCodePoint(text, b[index] ?? ''), 0);

export const byReference = (a: ReferenceRecord, b: ReferenceRecord): number =>
  byTexts(referenceTexts(a), referenceTexts(b));

const referenceTexts = (reference: ReferenceRecord): string[] => [
  componentKey(reference.from),
  componentKey(reference.to),
  reference.kind,
  reference.place ?? '',
  reference.evidence.join(),
  reference.confidence,
];

export const byGrant = (a: GrantRecord, b: GrantRecord): number =>
  byTexts([componentKey(a.principal), componentKey(a.target)], [componentKey(b.principal), componentKey(b.target)]);
