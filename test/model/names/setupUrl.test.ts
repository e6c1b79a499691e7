import { expect } from 'chai';
import { setupUrl } from '../../../src/model/names/setupUrl.ts';

const org = { instanceUrl: 'https://acme.my.salesforce.com', linkTarget: 'lightning' } as const;

describe("a component's Setup page", () => {
  it('is in the style that the org chose', () => {
    const templates = { lightning: '/lightning/setup/X/{id}', classic: '/{id}' };
    const component = { fullName: 'Bill', id: '01p000000000001AAA' };

    expect(setupUrl(component, org, templates)).to.equal(`${org.instanceUrl}/lightning/setup/X/01p000000000001AAA`);
    expect(setupUrl(component, { ...org, linkTarget: 'classic' }, templates)).to.equal(
      `${org.instanceUrl}/01p000000000001AAA`
    );
  });

  it('is below the server alone of the address', () => {
    const component = { fullName: 'Bill', id: '01p000000000001AAA' };
    const templates = { lightning: '/lightning/setup/X/{id}' };
    const written = ['/', '/?', '/#', '/secur/logout.jsp', '?next=evil', '/x/'].map((rest) => org.instanceUrl + rest);

    for (const instanceUrl of [...written, ` ${org.instanceUrl}`, 'https://ada:pw@acme。my.salesforce.com']) {
      expect(setupUrl(component, { ...org, instanceUrl }, templates), instanceUrl).to.equal(
        `${org.instanceUrl}/lightning/setup/X/01p000000000001AAA`
      );
    }
    for (const instanceUrl of ['', 'acme', 'javascript:alert(1)', 'data:text/html,x']) {
      expect(setupUrl(component, { ...org, instanceUrl }, templates), instanceUrl).to.equal(undefined);
    }
  });

  it('is named after container and own name, and falls back to the name where there is no id', () => {
    const templates = { lightning: '/o/{parent}/{id|name}' };
    const field = { fullName: 'Account.Rating', parent: { type: 'CustomObject', fullName: 'Account' } };

    expect(setupUrl(field, org, templates)).to.equal(`${org.instanceUrl}/o/Account/Rating`);
    expect(setupUrl({ ...field, id: '00N1' }, org, templates)).to.equal(`${org.instanceUrl}/o/Account/00N1`);
  });

  it('goes without the Id at the end of a standard field', () => {
    const templates = { lightning: '/o/{field}' };

    expect(setupUrl({ fullName: 'OwnerId' }, org, templates)).to.equal(`${org.instanceUrl}/o/Owner`);
    expect(setupUrl({ fullName: 'Id' }, org, templates)).to.equal(`${org.instanceUrl}/o/Id`);
    expect(setupUrl({ fullName: 'Paid' }, org, templates)).to.equal(`${org.instanceUrl}/o/Paid`);
  });

  it('is the first one that the component has everything for', () => {
    const templates = { lightning: ['/o/{parent}/{id}', '/o/{parent}', '/all'] };
    const parent = { type: 'CustomObject', fullName: 'Case' };

    expect(setupUrl({ fullName: 'A', id: '1', parent }, org, templates)).to.equal(`${org.instanceUrl}/o/Case/1`);
    expect(setupUrl({ fullName: 'A', parent }, org, templates)).to.equal(`${org.instanceUrl}/o/Case`);
    expect(setupUrl({ fullName: 'A', id: '1' }, org, templates)).to.equal(`${org.instanceUrl}/all`);
  });

  it('is another one for objects of some kinds, as far as these have their own', () => {
    const templates = { lightning: '/o', classic: '/c', kinds: { 'big object': { lightning: '/b' } } };
    const component = { fullName: 'X__b', kind: 'big object' } as const;

    expect(setupUrl(component, org, templates)).to.equal(`${org.instanceUrl}/b`);
    expect(setupUrl(component, { ...org, linkTarget: 'classic' }, templates)).to.equal(`${org.instanceUrl}/c`);
    expect(setupUrl({ ...component, kind: 'custom object' }, org, templates)).to.equal(`${org.instanceUrl}/o`);
  });

  it('escapes what a name holds', () => {
    const url = setupUrl(
      { fullName: 'Sales/Service?x#y' },
      { ...org, instanceUrl: 'https://acme.test/' },
      { lightning: '/p/{name}' }
    );

    expect(url).to.equal('https://acme.test/p/Sales%2FService%3Fx%23y');
  });

  it('is not there without an id, a template or a page in that style', () => {
    expect(setupUrl({ fullName: 'Bill' }, org, { lightning: '/{id}' })).to.equal(undefined);
    expect(setupUrl({ fullName: 'Bill', id: '01p' }, org, undefined)).to.equal(undefined);
    expect(setupUrl({ fullName: 'Bill', id: '01p' }, org, { classic: '/{id}' })).to.equal(undefined);
  });
});
