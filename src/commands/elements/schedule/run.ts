import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand, toHelpSection } from '@salesforce/sf-plugins-core';
import { actor } from '../../../cli/backend/caller.ts';
import { withBackend } from '../../../cli/backend/withBackend.ts';
import { runDueSyncs, type DueOutcome } from '../../../cli/output/runDueSyncs.ts';
import { runSync, TIMEOUT_MINUTES, showSync } from '../../../cli/output/runSync.ts';
import { apiVersionFlag, backendFlag } from '../../../cli/target/flags.ts';
import { EXIT } from '../../../errors.ts';
import { orgLabel } from '../../../model/names/orgLabel.ts';
import { printable } from '../../../redact.ts';
import type { SyncResult } from '../../../view/syncResult.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.schedule.run');

/** 128 and the number of the signal, as shells have it. */
const EXIT_INTERRUPTED = 130;

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
    return withBackend({ flag: flags.backend, dataDir: this.config.dataDir }, async (backend) => {
      const outcomes = await runDueSyncs(backend, actor(), (request) =>
        runSync(backend, request, {
          jsonEnabled: this.jsonEnabled(),
          apiVersion: flags['api-version'],
          timeoutMinutes: flags.timeout,
          warn: (sentence) => this.warn(sentence),
          interrupted: () => this.interrupted(),
        })
      );
      if (outcomes.length === 0) this.log(messages.getMessage('nothingDue'));
      for (const outcome of outcomes) this.show(outcome);
      process.exitCode = exitCodeOf(outcomes);
      return outcomes.flatMap(resultOf);
    });
  }

  private show(outcome: DueOutcome): void {
    if (outcome.state === 'synced') return showSync(this, outcome.org, outcome.finished);
    const name = printable(orgLabel(outcome.org));
    this.warn(messages.getMessage(outcome.state, [name, outcome.error.message]));
  }

  private interrupted(): never {
    this.warn(messages.getMessage('interrupted'));
    process.exit(EXIT_INTERRUPTED);
  }
}

const resultOf = (outcome: DueOutcome): SyncResult[] => {
  if (outcome.state === 'synced') return [outcome.finished.result];
  return outcome.state === 'failed' && outcome.result !== undefined ? [outcome.result] : [];
};

/**
 * 1 when nothing that was due worked, 77 when that was because whoever runs this may not, 68 when a part did. What a
 * policy refuses, or another program does, is no failure.
 */
const exitCodeOf = (outcomes: readonly DueOutcome[]): number => {
  const failed = outcomes.flatMap((outcome) => (outcome.state === 'failed' ? [outcome.error.name] : []));
  const synced = outcomes.flatMap((outcome) => (outcome.state === 'synced' ? [outcome.finished.result.state] : []));
  if (failed.length === 0 || synced.length > 0) {
    return failed.length > 0 || synced.includes('partial') ? EXIT.partial : 0;
  }
  return failed.every((name) => name === 'RoleError') ? EXIT.refused : EXIT.failed;
};
