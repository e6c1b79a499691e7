import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { actor, trigger } from '../../../cli/backend/caller.ts';
import type { OpenBackend } from '../../../cli/backend/openBackend.ts';
import { withBackend } from '../../../cli/backend/withBackend.ts';
import { endSessionsOnExit } from '../../../cli/login/endSessionsOnExit.ts';
import { startManualSyncOnly } from '../../../cli/login/removeStoredLogins.ts';
import { describeOrg } from '../../../cli/output/describeOrg.ts';
import { showChecks, showTable } from '../../../cli/output/screen.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { askAboutRefresh } from '../../../cli/target/askAboutRefresh.ts';
import { connectTarget, type Connected, type ConnectOutcome } from '../../../cli/target/connectTarget.ts';
import { firstSync } from '../../../cli/target/firstSync.ts';
import {
  apiVersionFlag,
  backendFlag,
  linkTargetFlag,
  machineTimezone,
  modeFlag,
  scheduleFlags,
  scheduleWish,
  targetOrgFlag,
} from '../../../cli/target/flags.ts';
import { EXIT } from '../../../errors.ts';
import { orgLabel } from '../../../model/names/orgLabel.ts';
import { omitUndefined } from '../../../model/omitUndefined.ts';
import { printable } from '../../../redact.ts';
import type { OrgRecord } from '../../../store/records.ts';
import { notAsked } from '../../../view/checkTable.ts';
import { scheduleText } from '../../../view/format.ts';
import type { Check, OrgConnection } from '../../../view/orgConnection.ts';
import { orgCard } from '../../../view/orgTable.ts';
import type { SyncResult } from '../../../view/syncResult.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.org.connect');

export type OrgConnectResult = OrgConnection & { checks: Check[]; sync?: SyncResult };

export default class OrgConnect extends SfCommand<OrgConnectResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': targetOrgFlag,
    'no-sync': Flags.boolean({ summary: messages.getMessage('flags.no-sync.summary') }),
    'manual-sync-only': Flags.boolean({
      summary: messages.getMessage('flags.manual-sync-only.summary'),
      description: messages.getMessage('flags.manual-sync-only.description'),
    }),
    reauthenticate: Flags.boolean({
      summary: messages.getMessage('flags.reauthenticate.summary'),
      description: messages.getMessage('flags.reauthenticate.description'),
    }),
    'no-prompt': Flags.boolean({ summary: messages.getMessage('flags.no-prompt.summary') }),
    ...scheduleFlags,
    mode: modeFlag,
    'link-target': linkTargetFlag,
    'accept-refresh': Flags.boolean({
      summary: messages.getMessage('flags.accept-refresh.summary'),
      description: messages.getMessage('flags.accept-refresh.description'),
    }),
    'api-version': apiVersionFlag,
    backend: backendFlag,
  };

  public async run(): Promise<OrgConnectResult> {
    const { flags } = await this.parse(OrgConnect);
    const apiVersion = flags['api-version'];
    return withBackend(this, { ...flags, make: true }, async (backend) => {
      let reached: Connected | undefined;
      const logins = endSessionsOnExit({
        interrupted: () => this.interrupted(reached?.org),
        warn: (sentence) => this.warn(sentence),
        jsonEnabled: this.jsonEnabled(),
      });
      const connect = (acceptRefresh: boolean): Promise<ConnectOutcome> => {
        const request = {
          acceptRefresh,
          ...(flags['manual-sync-only'] ? { manualSyncOnly: true as const } : {}),
          ...omitUndefined({ linkTarget: flags['link-target'], mode: flags.mode }),
          schedule: { wish: scheduleWish(flags), timezone: machineTimezone(), random: Math.random },
          warn: (sentence: string) => this.warn(sentence),
          follow: (stored: OrgRecord) => this.startPolicy(backend, stored, flags['no-prompt']),
        };
        const { 'target-org': target, reauthenticate } = flags;
        return connectTarget(
          backend,
          { target, actor: actor(), trigger: trigger(process.env), reauthenticate, apiVersion, request },
          { screen: this, logins }
        );
      };
      try {
        const outcome = await askAboutRefresh(this, flags['accept-refresh'], connect);
        if (outcome.kind === 'notConnected') {
          if (outcome.checks) outcome.error.setData({ checks: outcome.checks });
          throw outcome.error;
        }
        reached = outcome;
        return await this.goOn(backend, reached, { ...flags, tellAtOnce: () => logins.tellAtOnce() });
      } finally {
        await logins.done();
      }
    });
  }

  private async goOn(
    backend: OpenBackend,
    reached: Connected,
    flags: {
      readonly 'no-sync': boolean;
      readonly 'api-version'?: string | undefined;
      readonly tellAtOnce: () => void;
    }
  ): Promise<OrgConnectResult> {
    const { org, checks, error, marked } = reached;
    const readings = await backend.readPolicies();
    // A marker that can't be read is in force now; the login stays, since the next command may be able to read it.
    const connection = await describeOrg(backend, readings, org, marked);
    this.logSuccess(messages.getMessage('connected', [printable(orgLabel(connection)), printable(backend.url)]));
    const connected: OrgConnectResult = { ...connection, checks };
    // Why nothing was asked is what the first sync says, too.
    const isToldOnce = notAsked(checks) !== undefined && !flags['no-sync'];
    if (!isToldOnce && (error || checks.some(({ state }) => state !== 'passed'))) {
      showChecks(this, orgLabel(org), checks);
    }
    if (error && !flags['no-sync']) {
      this.warn(messages.getMessage('connectedNotChecked', [printable(orgLabel(org))]));
      error.setData(connected);
      throw error;
    }
    const sync = flags['no-sync']
      ? undefined
      : await firstSync(this, backend, reached, {
          connected,
          apiVersion: flags['api-version'],
          interrupted: () => {
            flags.tellAtOnce();
            this.interrupted(org);
          },
        });
    if (sync === undefined) showTable(this, orgCard(connection));
    else if (connection.schedule.state === 'active') {
      this.log(messages.getMessage('due', [scheduleText(connection.schedule)]));
    }
    return sync === undefined ? connected : { ...(await this.describeSynced(backend, org)), checks, sync };
  }

  /** What a sync has found out of the org is in its record. */
  private async describeSynced(backend: OpenBackend, org: OrgRecord): Promise<OrgConnection> {
    return describeOrg(backend, await backend.readPolicies(), (await backend.store.org(org.key)) ?? org);
  }

  private async startPolicy(backend: OpenBackend, org: OrgRecord, noPrompt: boolean): Promise<void> {
    const { isManual } = await import('../../../connections/setPolicy.ts');
    if (!isManual(org, await backend.readPolicies())) return;
    await startManualSyncOnly(this, backend, [org], { noPrompt, command: 'org connect' });
  }

  private interrupted(org: OrgRecord | undefined): never {
    this.warn(
      org === undefined
        ? messages.getMessage('interruptedBefore')
        : messages.getMessage('interrupted', [printable(orgLabel(org))])
    );
    process.exit(EXIT.interrupted);
  }
}
