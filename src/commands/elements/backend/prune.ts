import { Messages } from '@salesforce/core/messages';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { actor, systemParts } from '../../../cli/backend/caller.ts';
import { withBackend } from '../../../cli/backend/withBackend.ts';
import { agrees, canAsk } from '../../../cli/output/asking.ts';
import { compactingTakesLong, warnOfBytes } from '../../../cli/output/compacted.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { printable } from '../../../redact.ts';
import { backendFlag } from '../../../cli/target/flags.ts';
import { resolveConnectedOrg } from '../../../cli/target/resolveOrg.ts';
import type { PrunedOrg } from '../../../connections/pruneOrgs.ts';
import { elementsError, EXIT } from '../../../errors.ts';
import { orgLabel } from '../../../model/names/orgLabel.ts';
import type { Compacted } from '../../../store/records.ts';
import { formatBytes, prunedLine, prunedRows, pruneResultOrg, type PruneResultOrg } from '../../../view/pruneView.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.backend.prune');

export type BackendPruneResult = {
  /** History that ended in a run which began before this moment is what goes. */
  before: string;
  dryRun: boolean;
  orgs: PruneResultOrg[];
  /** Size of the store in bytes, and why bytes of what was removed may still be in it; absent in a dry run. */
  store?: Compacted;
};

export default class BackendPrune extends SfCommand<BackendPruneResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    keep: Flags.integer({
      summary: messages.getMessage('flags.keep.summary'),
      description: messages.getMessage('flags.keep.description'),
      helpValue: 'DAYS',
      required: true,
      min: 0,
      max: 36_500,
    }),
    'dry-run': Flags.boolean({ summary: messages.getMessage('flags.dry-run.summary'), default: false }),
    'target-org': Flags.string({ char: 'o', summary: messages.getMessage('flags.target-org.summary') }),
    'no-prompt': Flags.boolean({ summary: messages.getMessage('flags.no-prompt.summary') }),
    backend: backendFlag,
  };
  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exit.done'),
    [EXIT.failed]: messages.getMessage('exit.failed'),
    [EXIT.usage]: messages.getMessage('exit.usage'),
    [EXIT.partial]: messages.getMessage('exit.partial'),
    [EXIT.refused]: messages.getMessage('exit.refused'),
  });

  public async run(): Promise<BackendPruneResult> {
    const { flags } = await this.parse(BackendPrune);
    const { authorizePruning, pruneBefore, pruneOrgs, toldBefore } = await import('../../../connections/pruneOrgs.ts');
    return withBackend(this, flags, async (backend) => {
      const named = flags['target-org'];
      const orgs =
        named === undefined
          ? await backend.store.orgs({ all: true })
          : [(await resolveConnectedOrg(backend, named, { all: true, change: true })).org];
      const parts = await systemParts(backend);
      const before = pruneBefore(flags.keep, parts.clock.now());
      const dryRun = flags['dry-run'];
      await authorizePruning(orgs, { store: backend.url, actor: actor() }, parts);
      const wish = { before, actor: actor() };
      const run = async (only: { readonly dryRun: boolean }): Promise<PrunedOrg[]> => {
        const orgsPruned = await pruneOrgs(orgs, { ...wish, ...only }, parts);
        if (named !== undefined) refuseSyncing(orgsPruned);
        return orgsPruned;
      };
      // Counted beforehand only for a person who is asked.
      if (!dryRun && !flags['no-prompt']) await this.confirmPruning(await run({ dryRun: true }));
      const done = await run({ dryRun });
      for (const one of done) this.log(prunedLine(one));
      if (done.some((one) => 'running' in one)) process.exitCode = EXIT.partial;
      const result = { before: toldBefore(before, parts.clock.now()), dryRun, orgs: done.map(pruneResultOrg) };
      if (dryRun) {
        this.log(messages.getMessage('dryRun'));
        return result;
      }
      const store = await backend.store.compact(() => this.log(compactingTakesLong()));
      if (store.before === 0) this.log(messages.getMessage('noStore', [printable(backend.url)]));
      else this.logSuccess(messages.getMessage('done', [formatBytes(store.before), formatBytes(store.after)]));
      warnOfBytes(this, store);
      return { ...result, store };
    });
  }

  /** Asks only where something would go and somebody can answer; anything else than a yes stops here. */
  private async confirmPruning(going: readonly PrunedOrg[]): Promise<void> {
    const rows = going.reduce((sum, one) => sum + ('pruned' in one ? prunedRows(one.pruned) : 0), 0);
    if (rows === 0) return;
    if (!canAsk(this)) throw messages.createError('noPromptNeeded', [], [], EXIT.usage);
    for (const one of going) this.log(prunedLine(one));
    if (!(await agrees(this, messages.getMessage('confirm')))) throw messages.createError('notConfirmed');
  }
}

/** One org that is named is pruned or not; of all, those that are syncing are left for the next time. */
const refuseSyncing = (going: readonly PrunedOrg[]): void => {
  for (const one of going) {
    if ('running' in one)
      throw elementsError('syncRunning', [orgLabel(one.org), one.running.startedAt, one.running.actor]);
  }
};
