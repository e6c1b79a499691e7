import { expect } from 'chai';
import { samenessOf } from '../../src/connections/sameOrg.ts';
import { sandboxName } from '../../src/model/names/sandboxName.ts';

const record = {
  orgId: '00D000000000001EAA',
  isSandbox: true,
  username: 'ada@acme.example.dev',
  instanceUrl: 'https://acme--dev.sandbox.my.salesforce.com',
};
const found = {
  identity: { orgId: '00D000000000002EAA', isSandbox: true },
  username: 'ada@acme.example.dev',
  instanceUrl: 'https://acme--dev.sandbox.my.salesforce.com',
};
const trial = { trialExpirationDate: '2026-12-01T00:00:00.000+0000' };
const elsewhere = { instanceUrl: 'https://acme--uat.sandbox.my.salesforce.com' };

describe('another org id', () => {
  for (const [what, org, now, sameness] of [
    ['is a refresh with the same username and domain', {}, {}, 'refreshed sandbox'],
    ['is a refresh with the same username alone', {}, elsewhere, 'refreshed sandbox'],
    [
      'is a refresh whatever the case of the username',
      {},
      { ...elsewhere, username: 'Ada@acme.example.dev' },
      'refreshed sandbox',
    ],
    ['is a refresh with the same domain alone', {}, { username: 'bob@acme.example.dev' }, 'refreshed sandbox'],
    ['is another org with neither', {}, { ...elsewhere, username: 'bob@acme.example.dev' }, 'another org'],
    ['is another org where the record was production', { isSandbox: false }, {}, 'another org'],
    [
      'is another org where it is production now',
      {},
      { identity: { orgId: '00D000000000002EAA', isSandbox: false } },
      'another org',
    ],
    ['is another org where the record was a scratch org', trial, {}, 'another org'],
    ['is another org where it is a scratch org now', {}, { identity: { ...found.identity, ...trial } }, 'another org'],
    ['is none when it is the same', {}, { identity: { orgId: record.orgId, isSandbox: true } }, 'same'],
  ] as const) {
    it(what, () => {
      expect(samenessOf({ ...record, ...org }, { ...found, ...now })).to.equal(sameness);
    });
  }
});

describe('the My Domain name of a sandbox', () => {
  for (const [url, name] of [
    ['https://acme--dev.sandbox.my.salesforce.com', 'acme--dev'],
    ['https://Acme-Inc--UAT2.sandbox.my.salesforce.com/', 'acme-inc--uat2'],
    ['https://acme--dev.cs42.my.salesforce.com', 'acme--dev'],
    ['https://acme--dev.my.salesforce.com', 'acme--dev'],
    ['https://acme.my.salesforce.com', undefined],
    ['https://cs42.salesforce.com', undefined],
    ['https://acme--dev.example.com', undefined],
    ['https://acme--dev.sandbox.my.salesforce.com.example.com', undefined],
    ['http://127.0.0.1:4711', undefined],
  ] as const) {
    it(`of ${url} is ${String(name)}`, () => {
      expect(sandboxName(url)).to.equal(name);
    });
  }
});
