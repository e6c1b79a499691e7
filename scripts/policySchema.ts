import { format } from 'prettier';
import { policyFileJsonSchema } from '../src/policy/policyForm.ts';

/** The published JSON Schema of policy files, from the same description that reads them. */
export const policySchema = (): Promise<string> =>
  format(JSON.stringify(policyFileJsonSchema()), { parser: 'json', printWidth: 120 });
