import type { z } from 'zod';
import { printable } from '../printable.ts';
import { redact } from '../redact.ts';
import { POLICY_FORMAT, policyFile, shortPolicyFile } from './policyFileSchema.ts';
import { policyMessage } from './policyMessage.ts';
import { POLICY_NAMES, type PolicyValues } from './policyName.ts';

/** What a source of policies says: values, none for a policy it is silent about; or why it can't be understood. */
export type PolicyStatement =
  { readonly values: PolicyValues; readonly problem?: undefined } | { readonly problem: string };

/**
 * Reads `{ "version": 1, "policies": { "manual-sync-only": "on" } }`, or the short form `{ "manual-sync-only": "on" }`.
 * Strict on purpose: a file that is misspelt, or that a newer version wrote, must not be taken for one that allows.
 */
export const parsePolicyFile = (text: string): PolicyStatement => {
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') return { problem: policyMessage('empty') };
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return { problem: policyMessage('notJson') };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return { problem: policyMessage('notObject') };
  if (hasRepeatedName(json, parsed)) return { problem: policyMessage('repeatedName') };
  const isVersioned = 'version' in parsed || 'policies' in parsed;
  if ('version' in parsed && parsed.version !== POLICY_FORMAT) return { problem: policyMessage('otherVersion') };
  if (Object.keys(parsed).every((name) => name === '$schema')) return { problem: policyMessage('empty') };
  const result = isVersioned
    ? policyFile.transform(({ policies }) => policies).safeParse(parsed)
    : shortPolicyFile.transform(({ $schema: _editors, ...policies }) => policies).safeParse(parsed);
  return result.success ? { values: result.data } : { problem: policyMessage('malformed', [describe(result.error)]) };
};

const describe = (error: z.ZodError): string => {
  const issue = error.issues[0];
  const place = issue?.path.join('.');
  const message = issue === undefined ? '' : (messageOf(issue) ?? issue.message);
  return redact(printable(place ? `${place}: ${message}` : message)).slice(0, 200);
};

/** The two errors that people make, in words that name the way out. */
const messageOf = (issue: z.core.$ZodIssue): string | undefined => {
  if (issue.code === 'unrecognized_keys') {
    return policyMessage('unknownName', [issue.keys.map((key) => `"${key}"`).join(', '), POLICY_NAMES.join(', ')]);
  }
  const name = issue.path.at(-1);
  return POLICY_NAMES.some((policy) => policy === name) ? policyMessage('notOnOff') : undefined;
};

/**
 * `JSON.parse` keeps the last of several members of one name, so that an *off* further down could hide an *on*.
 * Outside of strings each colon is one member.
 */
const hasRepeatedName = (json: string, parsed: unknown): boolean =>
  (json.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').match(/:/g)?.length ?? 0) !== countMembers(parsed);

const countMembers = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((count: number, member) => count + countMembers(member), own);
};
