import { Args } from '@oclif/core';
import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { actor, origin, systemParts } from '../../../cli/backend/caller.ts';
import type { OpenBackend } from '../../../cli/backend/openBackend.ts';
import { withBackend } from '../../../cli/backend/withBackend.ts';
import { namesOf, startManualSyncOnly } from '../../../cli/login/removeStoredLogins.ts';
import { describePolicies } from '../../../cli/output/describeOrg.ts';
import { showTable } from '../../../cli/output/screen.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { backendFlag } from '../../../cli/target/flags.ts';
import { corporateAuthority, described, namesIn, onOff, parseSettings } from '../../../cli/target/policySettings.ts';
import { resolveConnectedOrg } from '../../../cli/target/resolveOrg.ts';
import { orgLabel } from '../../../model/names/orgLabel.ts';
import type { PolicyReadings } from '../../../policy/readPolicies.ts';
import type { PolicyValues } from '../../../policy/policies.ts';
import { printable } from '../../../redact.ts';
import type { OrgRecord } from '../../../store/records.ts';
import { policyTable, type PolicyView } from '../../../view/policyView.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.policy.set');

const COMMAND = 'policy set';

export type PolicySetResult = PolicyView[];

export default class PolicySet extends SfCommand<PolicySetResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly strict = false;
  public static override readonly args = {
    setting: Args.string({ description: messages.getMessage('args.setting.description'), required: true }),
  };
  public static override readonly flags = {
    corporate: Flags.boolean({
      summary: messages.getMessage('flags.corporate.summary'),
      exactlyOne: ['corporate', 'target-org'],
    }),
    'target-org': Flags.string({
      char: 'o',
      summary: messages.getMessage('flags.target-org.summary'),
      exactlyOne: ['corporate', 'target-org'],
    }),
    'no-prompt': Flags.boolean({ summary: messages.getMessage('flags.no-prompt.summary') }),
    backend: backendFlag,
  };

  public async run(): Promise<PolicySetResult> {
    const { flags, argv } = await this.parse(PolicySet);
    const values = parseSettings(argv.map(String));
    const noPrompt = flags['no-prompt'];
    return withBackend(this, flags, async (backend) => {
      const target = flags['target-org'];
      return target === undefined
        ? this.setCorporate(backend, values, noPrompt)
        : this.setOrg(backend, (await resolveConnectedOrg(backend, target, { change: true })).org, values, noPrompt);
    });
  }

  private async setOrg(
    backend: OpenBackend,
    org: OrgRecord,
    values: PolicyValues,
    noPrompt: boolean
  ): Promise<PolicyView[]> {
    const { setOrgPolicy, isManual } = await import('../../../connections/setPolicy.ts');
    const readings = await backend.readPolicies();
    const request = { org, values, actor: actor(), from: origin(COMMAND), readings };
    const follow = async (stored: OrgRecord): Promise<void> => {
      await backend.noteSet(stored);
      const name = printable(orgLabel(org));
      this.logSuccess(messages.getMessage('set.org', [name, described(values)]));
      const after = await backend.readPolicies();
      const [was, is] = [isManual(org, readings), isManual(stored, after)];
      const isTurnedOn = values['manual-sync-only'] === true;
      // Who turns on what was on already means it: a login that was left is removed now.
      if (is && (!was || isTurnedOn))
        await startManualSyncOnly(this, backend, [stored], { noPrompt, command: COMMAND });
      if (was && !is) this.log(messages.getMessage('lifted', [name]));
      if (isTurnedOn) await this.sayWhereItHolds(backend, stored, { isNew: !was });
      await this.warnOfElsewhere(values, stored, after);
    };
    const updated = await setOrgPolicy(request, await systemParts(backend), follow);
    return this.show(await backend.readPolicies(), updated);
  }

  private async setCorporate(backend: OpenBackend, values: PolicyValues, noPrompt: boolean): Promise<PolicyView[]> {
    const [{ setCorporatePolicy, orgsComingUnder, isManual }, named, authority] = await Promise.all([
      import('../../../connections/setPolicy.ts'),
      import('../../../policy/policyLocation.ts'),
      corporateAuthority(backend),
    ]);
    const before = await backend.readPolicies();
    const [file = backend.corporatePlaces.systemFile] = await named.namedPolicyFiles(backend.corporatePlaces);
    const request = { file, values, actor: actor(), from: origin(COMMAND) };
    await setCorporatePolicy(request, authority(file), async () => {
      this.logSuccess(messages.getMessage('set.corporate', [described(values), printable(file)]));
      const [after, orgs] = [await backend.readPolicies(), await backend.store.orgs()];
      if (await named.isPolicyAtUrl(backend.corporatePlaces)) {
        this.warn(messages.getMessage('atUrl', [printable(file)]));
      }
      await this.warnOfOthers(values, after);
      const coming = orgsComingUnder(orgs, before, after);
      if (coming.length > 0) this.log(messages.getMessage('applies', [namesOf(coming)]));
      const manual = orgs.filter((org) => isManual(org, after));
      const withoutLogin = values['manual-sync-only'] === true ? manual : coming;
      await startManualSyncOnly(this, backend, withoutLogin, { noPrompt, command: COMMAND });
      const lifted = orgsComingUnder(orgs, after, before);
      if (lifted.length > 0) this.log(messages.getMessage('lifted', [namesOf(lifted)]));
      if (values['manual-sync-only'] === false) await this.warnOfOwn(manual, after);
    });
    return this.show(await backend.readPolicies(), undefined);
  }

  /** On this machine by what the account noted, if it could; elsewhere by the marker. */
  private async sayWhereItHolds(
    { account, url }: OpenBackend,
    org: OrgRecord,
    { isNew }: { readonly isNew: boolean }
  ): Promise<void> {
    const [{ knownOrgs }, { whyNothingIsKept }] = await Promise.all([
      import('../../../account/knownOrgs.ts'),
      import('../../../account/keepsRecords.ts'),
    ]);
    const { known } = await knownOrgs(account).list();
    const noted = known.find(({ orgId, store }) => orgId === org.orgId && store === url);
    const name = printable(orgLabel(org));
    if (noted?.policies['manual-sync-only'] !== true) {
      const problem = (await whyNothingIsKept(account)) ?? account.folder;
      this.warn(messages.getMessage('notNoted', [printable(url), printable(problem)]));
    } else if (isNew && !org.marked) this.log(messages.getMessage('otherMachines', [name]));
  }

  /** Which orgs stay under Manual Sync Only though the corporation lifts it, and who says so. */
  private async warnOfOwn(orgs: readonly OrgRecord[], after: PolicyReadings): Promise<void> {
    const { policyFor, whoDecides } = await import('../../../policy/createGuard.ts');
    const own = orgs.flatMap((org) => {
      const policy = policyFor('manual-sync-only', org, after);
      return policy.decidedBy === 'org' ? [`${orgLabel(org)} (${whoDecides(policy)})`] : [];
    });
    if (own.length > 0) this.warn(messages.getMessage('stillManual', [printable(own.join(', '))]));
  }

  /** An org's own policy holds as long as one of the stores that this account knows says so. */
  private async warnOfElsewhere(values: PolicyValues, org: OrgRecord, after: PolicyReadings): Promise<void> {
    const [{ knownSources }, { strictValue }] = await Promise.all([
      import('../../../policy/readPolicies.ts'),
      import('../../../policy/policies.ts'),
    ]);
    for (const name of namesIn(values)) {
      const strict = strictValue(name);
      if (values[name] === strict) continue;
      const others = knownSources(name, org, after).filter(
        ({ value, problem }) => problem !== undefined || value === strict
      );
      if (others.length === 0) continue;
      const listed = others.map(({ where, problem }) => (problem === undefined ? where : `${where}: ${problem}`));
      this.warn(messages.getMessage('elsewhere', [name, onOff(strict), printable(listed.join('; '))]));
    }
  }

  /** Every source that says otherwise; and whether the new value is in force in spite of it. */
  private async warnOfOthers(values: PolicyValues, after: PolicyReadings): Promise<void> {
    const [{ corporateSources }, { effectivePolicy }] = await Promise.all([
      import('../../../policy/readPolicies.ts'),
      import('../../../policy/effectivePolicy.ts'),
    ]);
    for (const name of namesIn(values)) {
      const policy = effectivePolicy(name, corporateSources(name, after));
      const others = policy.sources.filter(
        ({ value, problem }) => problem !== undefined || (value !== undefined && value !== values[name])
      );
      if (others.length === 0) continue;
      const listed = others.map(({ where, problem }) => (problem === undefined ? where : `${where}: ${problem}`));
      const key = policy.effective === values[name] ? 'otherwise.harmless' : 'otherwise.inForce';
      this.warn(messages.getMessage(key, [name, onOff(policy.effective), printable(listed.join('; '))]));
    }
  }

  private async show(readings: PolicyReadings, org: OrgRecord | undefined): Promise<PolicyView[]> {
    const policies = await describePolicies(readings, org);
    showTable(this, policyTable(policies));
    return policies;
  }
}
