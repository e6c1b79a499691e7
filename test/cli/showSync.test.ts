import { expect } from 'chai';
import { showSync } from '../../src/cli/output/runSync.ts';
import type { Screen } from '../../src/cli/output/screen.ts';
import { NO_COMPONENTS, syncResult, type SyncResult } from '../../src/view/syncResult.ts';
import { orgOf, runOf } from '../store/builders.ts';

/** What a person sees of a finished sync. */
const shown = (changes: Partial<SyncResult>): { success: string; warnings: string; tables: number } => {
  const seen = { success: '', warnings: '', tables: 0 };
  const screen: Screen = {
    log: () => undefined,
    warn: (text) => {
      seen.warnings += `${String(text)}\n`;
      return text;
    },
    table: () => {
      seen.tables += 1;
    },
    logSuccess: (text) => {
      seen.success += text;
    },
    jsonEnabled: () => false,
  };
  const run = { ...runOf('acme', 'r1'), number: 1, state: 'succeeded' as const };
  const result = { ...syncResult(run, 'sqlite:x.db'), ...changes };
  showSync(screen, orgOf('acme', { alias: 'sample' }), {
    result,
    news: { warnings: [], types: result.types, losses: true },
  });
  return seen;
};

describe('what is said of a finished sync', () => {
  it('is that the model is up to date where all of it is', () => {
    expect(shown({ components: { ...NO_COMPONENTS, total: 3, unchanged: 3 } }).success).to.equal(
      'The model of sample is up to date.'
    );
  });

  it('names what could not be read, be it the fault of nobody', () => {
    const components = { ...NO_COMPONENTS, total: 30, unchanged: 3, notFetched: 25, unavailable: 2 };
    expect(shown({ components }).success).to.equal(
      'The model of sample is up to date, except for what could not be read (25 not fetched, 2 unavailable).'
    );
  });

  it('sends to the types only where they are shown', () => {
    const types: SyncResult['types'] = [{ type: 'Flow', state: 'partial', components: 2, problem: 'no answer' }];
    const [withTypes, without] = [shown({ state: 'partial', types }), shown({ state: 'partial' })];
    expect(withTypes).to.include({ success: '', tables: 1 });
    expect(withTypes.warnings).to.contain('see the types below');
    expect(without).to.include({ success: '', tables: 0 });
    expect(without.warnings).to.contain('see the warnings above').and.not.contain('below');
  });
});
