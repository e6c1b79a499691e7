import { Messages } from '@salesforce/core/messages';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { withBackend } from '../../../cli/backend/withBackend.ts';
import { auditPolicies } from '../../../cli/output/auditPolicies.ts';
import { showTable } from '../../../cli/output/screen.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { backendFlag } from '../../../cli/target/flags.ts';
import { resolveConnectedOrg } from '../../../cli/target/resolveOrg.ts';
import { EXIT } from '../../../errors.ts';
import { printable } from '../../../redact.ts';
import { auditedOrgTable, auditRecordTable, type PolicyAudit as Audit } from '../../../view/policyAudit.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.policy.audit');

export type PolicyAuditResult = Audit;

export default class PolicyAudit extends SfCommand<PolicyAuditResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': Flags.string({ char: 'o', summary: messages.getMessage('flags.target-org.summary') }),
    limit: Flags.integer({ summary: messages.getMessage('flags.limit.summary'), min: 1, default: 20 }),
    'accept-owner': Flags.boolean({
      summary: messages.getMessage('flags.accept-owner.summary'),
      description: messages.getMessage('flags.accept-owner.description'),
    }),
    owner: Flags.string({
      summary: messages.getMessage('flags.owner.summary'),
      helpValue: 'USER',
      dependsOn: ['accept-owner'],
    }),
    'forget-store': Flags.string({
      summary: messages.getMessage('flags.forget-store.summary'),
      description: messages.getMessage('flags.forget-store.description'),
      helpValue: 'URL',
      exclusive: ['accept-owner'],
    }),
    'no-prompt': Flags.boolean({ summary: messages.getMessage('flags.no-prompt.summary') }),
    strict: Flags.boolean({ summary: messages.getMessage('flags.strict.summary') }),
    backend: backendFlag,
  };
  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exit.clean'),
    [EXIT.failed]: messages.getMessage('exit.violated'),
    [EXIT.usage]: messages.getMessage('exit.usage'),
    [EXIT.refused]: messages.getMessage('exit.refused'),
  });

  public async run(): Promise<PolicyAuditResult> {
    const { flags } = await this.parse(PolicyAudit);
    const forgotten = flags['forget-store'];
    // An empty variable of a script, most likely; before anything is done.
    for (const name of ['forget-store', 'owner'] as const) {
      if (flags[name]?.trim() === '') throw messages.createError('emptyValue', [name], [name], EXIT.usage);
    }
    // What is forgotten has to be written down: then a store is made where there is none.
    return withBackend(this, { ...flags, make: forgotten !== undefined }, async (backend) => {
      const target = flags['target-org'];
      const org = target === undefined ? undefined : (await resolveConnectedOrg(backend, target, { all: true })).org;
      if (flags['accept-owner']) {
        const { confirmOwner } = await import('../../../cli/backend/confirmOwner.ts');
        await confirmOwner(this, backend, { owner: flags.owner, noPrompt: flags['no-prompt'] });
      }
      if (forgotten !== undefined) {
        const { forgetStore } = await import('../../../cli/backend/forgetStore.ts');
        await forgetStore(this, backend, { store: forgotten, noPrompt: flags['no-prompt'] });
      }
      const audit = await auditPolicies(backend, { org, limit: flags.limit });
      this.show(audit);
      const { weaknesses, unattributedLogins, owedRevocations } = audit;
      const isViolated =
        audit.orgs.some(({ violations }) => violations.length > 0) ||
        weaknesses.some(({ kind }) => kind === 'login of another store');
      const isWeak = weaknesses.length > 0 || unattributedLogins.length > 0 || owedRevocations.length > 0;
      if (isViolated || (flags.strict && isWeak)) process.exitCode = EXIT.failed;
      return audit;
    });
  }

  private show(audit: Audit): void {
    if (audit.orgs.length > 0) showTable(this, auditedOrgTable(audit));
    if (audit.records.length > 0) showTable(this, auditRecordTable(audit));
    const sentences = [
      ...audit.orgs.flatMap(({ violations }) =>
        // What is owed has a sentence of its own, with more in it.
        violations.filter(({ kind }) => kind !== 'revocation owed').map(({ message }) => message)
      ),
      ...audit.owedRevocations.map(({ message }) => message),
      ...audit.unattributedLogins.map(({ message }) => message),
      ...audit.weaknesses.map(({ message }) => printable(message)),
    ];
    for (const sentence of sentences) this.warn(sentence);
    if (sentences.length === 0) this.logSuccess(messages.getMessage('clean'));
    this.log(messages.getMessage('roles', [audit.roles.join(', ') || messages.getMessage('noRole')]));
  }
}
