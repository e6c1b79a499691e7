import { expect } from 'chai';
import { auditDetail, auditRecordView } from '../../src/view/policyAudit.ts';

describe('the detail of an audit record', () => {
  it('reads as words, without what stands in other columns or says nothing', () => {
    const changed = { org: 'prod', before: {}, after: { 'manual-sync-only': true, 'access-token-sync': false } };
    expect(auditDetail(changed)).to.equal('after: manual-sync-only on, access-token-sync off');
    const refused = {
      org: 'prod',
      trigger: 'manual',
      credential: 'stored',
      error: 'RoleError',
      reason: 'You may not.',
    };
    expect(auditDetail(refused)).to.equal('trigger manual; credential stored; reason You may not.');
  });

  it('names lists and what lies deeper', () => {
    const removed = { username: 'a@b.c', removed: ['accessToken', 'refreshToken'], revocation: { state: 'revoked' } };
    expect(auditDetail(removed)).to.equal('removed: accessToken, refreshToken; revocation: state revoked');
    expect(auditDetail({ before: { policies: {}, schedule: { time: '02:30', timezone: 'UTC' } } })).to.equal(
      'before: schedule time 02:30, timezone UTC'
    );
  });

  it('holds no secret that an older version wrote down', () => {
    const record = {
      at: '2025-01-01T00:00:00.000Z',
      actor: 'alice',
      from: 'sync on here',
      action: 'sync refused',
      detail: {
        reason: 'https://h.example/p?sig=planted says so',
        deep: [{ url: 'https:a:planted@h.example' }],
        ok: true,
      },
    };

    const { detail } = auditRecordView(record, []);

    expect(detail).to.deep.equal({
      reason: 'https://h.example/p?sig=*** says so',
      deep: [{ url: 'https:***@h.example' }],
      ok: true,
    });
  });
});
