import { expect } from 'chai';
import { documentFacts, versionFacts, type FlowVersion } from '../../../src/model/compare/flowVersions.ts';

const version = (number: number, status: string, label = 'Welcome'): FlowVersion => ({
  id: `301${String(number)}`,
  number,
  status,
  label,
});

describe('versions of a flow', () => {
  const [old, active, draft] = [version(1, 'Obsolete'), version(2, 'Active'), version(3, 'Draft')];
  const versions = { active, latest: draft, all: [old, active, draft] };

  it('tell the active one, the latest one and how many there are', () => {
    expect(versionFacts(versions)).to.deep.equal({
      activeVersionNumber: 2,
      activeVersionStatus: 'Active',
      latestVersionNumber: 3,
      latestVersionStatus: 'Draft',
      versionCount: 3,
    });
    expect(versionFacts({ active: undefined, latest: old, all: [old] })).to.deep.equal({
      latestVersionNumber: 1,
      latestVersionStatus: 'Obsolete',
      versionCount: 1,
    });
  });

  for (const [what, status, expected] of [
    ['the active one', 'Active', { documentVersion: 'active', documentVersionNumber: 2 }],
    [
      'the draft over it',
      'Draft',
      { documentVersion: 'latest', documentVersionNumber: 3, documentNewerThanActive: true },
    ],
    ['an older one', 'Obsolete', { documentVersion: 'older', documentVersionNumber: 1 }],
    ['none of them', 'InvalidDraft', { documentVersion: 'unknown' }],
  ] as const) {
    it(`are compared with the document, which may be ${what}`, () => {
      expect(documentFacts({ status, label: 'Welcome' }, versions)).to.deep.equal(expected);
    });
  }

  it('leave open which one the document is when its label is none of theirs', () => {
    expect(documentFacts({ status: 'Active', label: 'Else' }, versions)).to.deep.equal({ documentVersion: 'unknown' });
  });

  it('leave open which of two like the document it is', () => {
    const like = { active: undefined, latest: undefined, all: [version(1, 'Draft'), version(2, 'Draft')] };

    expect(documentFacts({ status: 'Draft', label: 'Welcome' }, like)).to.deep.equal({ documentVersion: 'unknown' });
  });

  it('are the document where there is only one', () => {
    expect(
      documentFacts({ status: undefined, label: undefined }, { active, latest: active, all: [active] })
    ).to.include({
      documentVersion: 'active and latest',
    });
  });
});
