import { Messages } from '@salesforce/core/messages';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { actor, systemParts } from '../../../cli/backend/caller.ts';
import type { OpenBackend } from '../../../cli/backend/openBackend.ts';
import { withBackend } from '../../../cli/backend/withBackend.ts';
import { finishedSync, runSync, showSync, TIMEOUT_MINUTES } from '../../../cli/output/runSync.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { apiVersionFlag, backendFlag } from '../../../cli/target/flags.ts';
import type { SyncRequest } from '../../../engine/contract.ts';
import type { SyncOutcome } from '../../../engine/outcome.ts';
import { EXIT } from '../../../errors.ts';
import { orgLabel } from '../../../model/names/orgLabel.ts';
import { printable } from '../../../redact.ts';
import type { DueOutcome } from '../../../sync/run/runDueSyncs.ts';
import { syncResult, type SyncResult } from '../../../view/syncResult.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.schedule.run');

export type ScheduleRunResult = SyncResult[];

export default class ScheduleRun extends SfCommand<ScheduleRunResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    timeout: Flags.integer({
      summary: messages.getMessage('flags.timeout.summary'),
      min: 1,
      max: 1440,
      default: TIMEOUT_MINUTES,
    }),
    'api-version': apiVersionFlag,
    backend: backendFlag,
  };
  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exit.succeeded'),
    [EXIT.failed]: messages.getMessage('exit.failed'),
    [EXIT.usage]: messages.getMessage('exit.usage'),
    [EXIT.partial]: messages.getMessage('exit.partial'),
    [EXIT.refused]: messages.getMessage('exit.refused'),
  });

  public async run(): Promise<ScheduleRunResult> {
    const { flags } = await this.parse(ScheduleRun);
    const { runDueSyncs } = await import('../../../sync/run/runDueSyncs.ts');
    return withBackend(this, flags, async (backend) => {
      const sync = (request: SyncRequest): Promise<SyncOutcome> =>
        runSync(backend, request, {
          jsonEnabled: this.jsonEnabled(),
          apiVersion: flags['api-version'],
          timeoutMinutes: flags.timeout,
          warn: (sentence) => this.warn(sentence),
          interrupted: () => this.interrupted(),
        });
      const outcomes = await runDueSyncs(actor(), sync, await systemParts(backend));
      if (outcomes.length === 0) this.log(messages.getMessage('nothingDue'));
      for (const outcome of outcomes) this.show(outcome, backend);
      process.exitCode = exitCodeOf(outcomes);
      return outcomes.flatMap((outcome) =>
        outcome.run && toldAs(outcome) !== 'refused' ? [syncResult(outcome.run, backend.url)] : []
      );
    });
  }

  private show(outcome: DueOutcome, backend: OpenBackend): void {
    if (outcome.kind === 'published') return showSync(this, outcome.org, finishedSync(outcome, backend));
    const name = printable(orgLabel(outcome.org));
    this.warn(messages.getMessage(toldAs(outcome), [name, outcome.error.message]));
  }

  private interrupted(): never {
    this.warn(messages.getMessage('interrupted'));
    process.exit(EXIT.interrupted);
  }
}

type Told = 'published' | 'failed' | 'refused' | 'elsewhere';

/** What a policy refuses is no failure of the sync; a missing role is. */
const toldAs = (outcome: DueOutcome): Told => {
  if (outcome.kind === 'published') return 'published';
  if (outcome.kind === 'alreadyRunning') return 'elsewhere';
  return outcome.kind === 'refused' && outcome.reason !== 'role' ? 'refused' : 'failed';
};

/**
 * 1 when nothing that was due worked, 77 when that was because whoever runs this may not, 68 when a part did. What a
 * policy refuses, or another program does, is no failure.
 */
const exitCodeOf = (outcomes: readonly DueOutcome[]): number => {
  const failed = outcomes.filter((outcome) => toldAs(outcome) === 'failed');
  const published = outcomes.filter(({ kind }) => kind === 'published');
  if (failed.length === 0 || published.length > 0) {
    return failed.length > 0 || published.some(({ run }) => run?.state === 'partial') ? EXIT.partial : 0;
  }
  return failed.every(({ error }) => error?.exitCode === EXIT.refused) ? EXIT.refused : EXIT.failed;
};
