import { Messages } from '@salesforce/core/messages';
import { EXIT } from '../../errors.ts';
import { POLICY_NAMES, type PolicyName, type PolicyValues } from '../../policy/policies.ts';
import { printable } from '../../redact.ts';
import { systemParts } from '../backend/caller.ts';
import type { OpenBackend } from '../backend/openBackend.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.policy.set');

/** Policies as a person writes them, `manual-sync-only=on`, several at once. Anything else is wrong usage. */
export const parseSettings = (settings: readonly string[]): PolicyValues => {
  const pairs = settings.map((setting): [PolicyName, boolean] => {
    const [, written, value] = /^([^=]+)=(on|off)$/i.exec(setting.trim()) ?? [];
    const name = POLICY_NAMES.find((known) => known === written?.trim().toLowerCase());
    if (name === undefined || value === undefined) {
      throw messages.createError('notASetting', [printable(setting), POLICY_NAMES.join(', ')], [], EXIT.usage);
    }
    return [name, value.toLowerCase() === 'on'];
  });
  const values = Object.fromEntries(pairs);
  if (pairs.some(([name, value]) => values[name] !== value)) {
    throw messages.createError('contradiction', [printable(settings.join(' '))], [], EXIT.usage);
  }
  return values;
};

/** The policies that a person set. */
export const namesIn = (values: PolicyValues): PolicyName[] =>
  POLICY_NAMES.filter((name) => values[name] !== undefined);

export const onOff = (value: boolean | undefined): string => (value ? 'on' : 'off');

/** As they are written: `manual-sync-only=on, access-token-sync=off`. */
export const described = (values: PolicyValues): string =>
  namesIn(values)
    .map((name) => `${name}=${onOff(values[name])}`)
    .join(', ');

/** Who may write that very file is who may set corporate policies in it. */
export const corporateAuthority = async (backend: OpenBackend) => {
  const parts = await systemParts(backend);
  return (corporatePolicy: string) => ({ ...parts, guard: backend.guardBy(corporatePolicy) });
};
