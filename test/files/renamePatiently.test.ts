import { expect } from 'chai';
import { renamePatiently } from '../../src/files/renamePatiently.ts';
import { rejection } from '../store/contract/factory.ts';

describe('a file that is put in the place of another', () => {
  /** Fails as often as it is said, with that code. */
  const renaming = (failures: number, code: string) => {
    const tries = { count: 0, waited: 0 };
    return {
      tries,
      sleep: async (ms: number): Promise<void> => void (tries.waited += ms),
      rename: async (): Promise<void> => {
        tries.count += 1;
        if (tries.count <= failures) throw Object.assign(new Error(code), { code });
      },
    };
  };

  for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
    it(`is tried again on Windows while that one is held open (${code})`, async () => {
      const { tries, ...by } = renaming(5, code);

      await renamePatiently('a', 'b', { platform: 'win32', ...by });

      expect(tries).to.deep.equal({ count: 6, waited: 310 });
    });
  }

  it('fails on Windows where that does not end, and at once for another reason', async () => {
    const held = renaming(100, 'EBUSY');
    expect(await rejection(renamePatiently('a', 'b', { platform: 'win32', ...held }))).to.include({ code: 'EBUSY' });
    expect(held.tries.count).to.equal(6);
    const gone = renaming(100, 'ENOENT');
    expect(await rejection(renamePatiently('a', 'b', { platform: 'win32', ...gone }))).to.include({ code: 'ENOENT' });
    expect(gone.tries.count).to.equal(1);
  });

  it('fails elsewhere at once: there it means that one may not', async () => {
    const { tries, ...by } = renaming(1, 'EPERM');
    expect(await rejection(renamePatiently('a', 'b', { platform: 'linux', ...by }))).to.include({ code: 'EPERM' });
    expect(tries.count).to.equal(1);
  });
});
