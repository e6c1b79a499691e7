import { expect } from 'chai';
import { setupUrl } from '../../src/model/setupUrl.ts';

const org = { instanceUrl: 'https://acme.my.salesforce.com', linkTarget: 'lightning' } as const;

describe("a component's Setup page", () => {
  it('is in the style that the org chose', () => {
    const templates = { lightning: '/lightning/setup/X/{id}', classic: '/{id15}' };
    const component = { fullName: 'Bill', id: '01p000000000001AAA' };

    expect(setupUrl(component, org, templates)).to.equal(`${org.instanceUrl}/lightning/setup/X/01p000000000001AAA`);
    expect(setupUrl(component, { ...org, linkTarget: 'classic' }, templates)).to.equal(
      `${org.instanceUrl}/01p000000000001`
    );
  });

  it('is named after container and own name, and falls back to the name where there is no id', () => {
    const templates = { lightning: '/o/{parent}/{id|name}' };
    const field = { fullName: 'Account.Rating', parent: { type: 'CustomObject', fullName: 'Account' } };

    expect(setupUrl(field, org, templates)).to.equal(`${org.instanceUrl}/o/Account/Rating`);
    expect(setupUrl({ ...field, id: '00N1' }, org, templates)).to.equal(`${org.instanceUrl}/o/Account/00N1`);
  });

  it("takes a layout's object from its name", () => {
    const templates = { lightning: '/o/{head}/{id}' };

    expect(setupUrl({ fullName: 'Case-A-B', id: '00h1' }, org, templates)).to.equal(`${org.instanceUrl}/o/Case/00h1`);
    expect(setupUrl({ fullName: 'Odd', id: '00h1' }, org, templates)).to.equal(undefined);
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
