import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { policyMessage } from './policyMessage.ts';

/** Where a setting says that a policy file is. */
export type PolicyLocation =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'url'; readonly url: URL }
  | { readonly kind: 'unusable'; readonly problem: string };

/** A path (`~` is the home folder, a relative one starts at `base`) or an `https` URL. */
export const parsePolicyLocation = (text: string, base: string): PolicyLocation => {
  // One letter and a colon is a drive, not a scheme.
  if (!/^[a-z][a-z0-9+.-]+:/i.test(text)) return { kind: 'file', path: absolutePath(text, base) };
  if (!URL.canParse(text)) return { kind: 'unusable', problem: policyMessage('notUrl') };
  const url = new URL(text);
  if (url.protocol !== 'https:') return { kind: 'unusable', problem: policyMessage('notHttps') };
  return { kind: 'url', url };
};

const absolutePath = (path: string, base: string): string => {
  if (path === '~') return homedir();
  if (/^~[/\\]/.test(path)) return join(homedir(), path.slice(2));
  return isAbsolute(path) ? path : resolve(base, path);
};

/**
 * The policy file of the whole machine. A constant by platform: a variable that a user can set would let the user
 * move the file away.
 */
export const systemPolicyPath = (platform: NodeJS.Platform): string => {
  if (platform === 'win32') return 'C:\\ProgramData\\sf-elements\\policy.json';
  if (platform === 'darwin') return '/Library/Application Support/sf-elements/policy.json';
  return '/etc/sf-elements/policy.json';
};
