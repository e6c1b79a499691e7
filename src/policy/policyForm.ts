import { z } from 'zod';
import { policyMessage } from '../messages.ts';
import { printable, redact } from '../redact.ts';
import { POLICY_NAMES, type PolicyValues } from './policies.ts';

/** The one version of the format that there is. */
export const POLICY_FORMAT = 1;

const policyValue = z
  .union([z.boolean(), z.enum(['on', 'off'])])
  .transform((value) => value === true || value === 'on');

const policyMembers = {
  'manual-sync-only': policyValue
    .optional()
    .describe('On: an org is synced only when a person authenticates for that very sync. One "on" anywhere is on.'),
  'access-token-sync': policyValue
    .optional()
    .describe('On: under Manual Sync Only a token from the environment may serve as that. One "off" anywhere is off.'),
};

const schemaMember = { $schema: z.string().optional().describe('Where an editor finds this schema.') };

/** `{ "version": 1, "policies": { … } }` */
const policyFile = z.strictObject({
  ...schemaMember,
  version: z.literal(POLICY_FORMAT),
  policies: z.strictObject(policyMembers),
});

/** The short form: the policies alone. */
const shortPolicyFile = z.strictObject({ ...schemaMember, ...policyMembers });

/** The published JSON Schema of a policy file: what somebody may write. */
export const policyFileJsonSchema = (): object => {
  const schema = z
    .union([policyFile, shortPolicyFile])
    .meta({ title: 'Policy file of sf elements', description: 'Corporate policies for all connected orgs.' });
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
};

/** What a source of policies says: values, none for a policy it is silent about; or why it can't be understood. */
export type PolicyStatement =
  | { readonly values: PolicyValues; readonly problem?: undefined }
  | { readonly problem: string; readonly values?: undefined };

/**
 * Reads `{ "version": 1, "policies": { "manual-sync-only": "on" } }`, or the short form `{ "manual-sync-only": "on" }`.
 * Strict on purpose: a file that is misspelt, or that a newer version wrote, must not be taken for one that allows.
 * Of a fetched file no more is quoted than policies' names: the server knows the secrets of the URL, and may repeat them.
 */
export const parsePolicyFile = (text: string, options: { readonly isFetched?: boolean } = {}): PolicyStatement => {
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
  return result.success
    ? { values: result.data }
    : { problem: policyMessage('malformed', [describe(result.error, options)]) };
};

/** The place is one of our own form: what is not in it has no place. */
const describe = (error: z.ZodError, { isFetched = false }: { readonly isFetched?: boolean }): string => {
  const issue = error.issues[0];
  const place = issue?.path.join('.');
  const message = issue === undefined ? '' : (messageOf(issue, isFetched) ?? issue.message);
  return redact(printable(place ? `${place}: ${message}` : message)).slice(0, 200);
};

/** The two errors that people make, in words that name the way out. */
const messageOf = (issue: z.core.$ZodIssue, isFetched: boolean): string | undefined => {
  if (issue.code === 'unrecognized_keys') {
    const names = isFetched ? policyMessage('otherNames') : issue.keys.map((key) => `"${key}"`).join(', ');
    return policyMessage('unknownName', [names, POLICY_NAMES.join(', ')]);
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
