import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { elementsError } from '../src/errors.ts';

describe('elementsError', () => {
  it('has the name of the contract, the sentence, actions and the exit code', () => {
    const error = elementsError('manualSyncOnly', ['Acme', '/etc/policy.json']);
    expect(error).to.include({ name: 'ManualSyncOnlyError', exitCode: 77 });
    expect(error.message).to.contain('Acme').and.to.contain('/etc/policy.json');
    expect(error.actions).to.have.length.greaterThan(0);
  });

  it('lets neither secrets nor control characters into its sentence, its actions and its cause', () => {
    const secret = '00D5g0000012345EAA!planted';
    const error = elementsError('orgUnreachable', [`\u001b[31m${secret}`, secret], { cause: new TypeError(secret) });
    expect(JSON.stringify([error.message, error.actions, error.toObject(), String(error.cause)])).not.to.contain(
      'planted'
    );
    expect((error.cause as Error).stack).not.to.contain('planted');
    expect(error.message).not.to.contain('\u001b');
  });

  it('is no bug of the sf CLI when fetch threw a TypeError', () => {
    const error = elementsError('orgUnreachable', ['x', 'y'], { cause: new TypeError('fetch failed') });
    expect(
      `${String(error.stack)}${String((error.cause as Error).stack)}${(error.cause as Error).name}`
    ).not.to.contain('TypeError');
  });

  it('has actions for every key', () => {
    const text = readFileSync(new URL('../messages/errors.md', import.meta.url), 'utf8');
    const keys = [...text.matchAll(/^# (.+)$/gm)].map((match) => match[1] ?? '');
    const without = keys.filter((key) => !key.endsWith('.actions') && !keys.includes(`${key}.actions`));
    expect(without).to.deep.equal([]);
  });
});
