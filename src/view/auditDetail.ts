import type { AuditRecord } from '../store/records.ts';
import { viewMessage } from './viewMessage.ts';

type Detail = AuditRecord['detail'];

/** What the other columns of the record say, and what says no more than its own reason does. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['org', 'orgId', 'username', 'instanceUrl', 'error']);

/** The detail of an audit record as a person reads it: `trigger manual; after: manual-sync-only on`. */
export const auditDetail = (detail: Detail): string =>
  Object.entries(detail)
    .filter(([name, value]) => !TOLD_ELSEWHERE.has(name) && textOf(value) !== '')
    .map(([name, value]) => `${name}${typeof value === 'object' ? ':' : ''} ${textOf(value)}`)
    .join('; ');

/** Empty for what says nothing. */
const textOf = (value: Detail[string]): string => {
  if (value === null) return '';
  if (typeof value === 'boolean') return viewMessage(value ? 'policy.on' : 'policy.off');
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return Object.entries(value)
    .filter(([, inner]) => textOf(inner) !== '')
    .map(([name, inner]) => `${name} ${textOf(inner)}`)
    .join(', ');
};
