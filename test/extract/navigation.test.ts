import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting apps and tabs', () => {
  it('gives the navigation of an app, and names its tabs and pages', () => {
    const extraction = extractFrom(
      'CustomApplication',
      'Fleet',
      `<actionOverrides><actionName>View</actionName><content>Short_Page</content><pageOrSobjectType>Bike__c</pageOrSobjectType><type>Flexipage</type></actionOverrides>
       <actionOverrides><actionName>Edit</actionName><content>c:Editor</content><pageOrSobjectType>Bike__c</pageOrSobjectType><type>LightningComponent</type></actionOverrides>
       <brand><logo>Logo</logo></brand><formFactors>Small</formFactors><formFactors>Large</formFactors>
       <isNavPersonalizationDisabled>true</isNavPersonalizationDisabled><label>Fleet app</label><navType>Console</navType>
       <tabs>standard-home</tabs><tabs>Bike__c</tabs><uiType>Lightning</uiType><utilityBar>Bar</utilityBar>`
    );

    expect(component(extraction, 'CustomApplication')).to.deep.include({
      label: 'Fleet app',
      attributes: {
        uiType: 'Lightning',
        navType: 'Console',
        formFactors: ['Small', 'Large'],
        tabs: ['standard-home', 'Bike__c'],
        utilityBar: 'Bar',
        isNavPersonalizationDisabled: true,
        actionOverrides: 2,
        profileActionOverrides: 0,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'displays AuraDefinitionBundle:Editor',
      'displays ContentAsset:Logo',
      'displays CustomTab:Bike__c',
      'displays CustomTab:standard-home',
      'displays FlexiPage:Bar',
      'displays FlexiPage:Short_Page',
      'refers to CustomObject:Bike__c',
    ]);
  });

  for (const [content, kind, mention] of [
    ['<customObject>true</customObject>', 'object', 'displays CustomObject:T'],
    ['<flexiPage>P</flexiPage>', 'flexiPage', 'displays FlexiPage:P'],
    ['<page>P</page>', 'visualforce', 'displays ApexPage:P'],
    ['<lwcComponent>p</lwcComponent>', 'lightningWebComponent', 'displays LightningComponentBundle:p'],
    ['<auraComponent>p</auraComponent>', 'auraComponent', 'displays AuraDefinitionBundle:p'],
  ] as const) {
    it(`tells what a tab shows: ${kind}`, () => {
      const extraction = extractFrom('CustomTab', 'T', `${content}<motif>Custom18: Form</motif>`);

      expect(component(extraction, 'CustomTab').attributes).to.include({ kind, motif: 'Custom18: Form' });
      expect(mentionsIn(extraction)).to.deep.equal([mention]);
    });
  }

  it('tells the address of a web tab', () => {
    const { label, attributes } = component(
      extractFrom('CustomTab', 'T', '<frameHeight>800</frameHeight><label>Site</label><url>https://example.com</url>'),
      'CustomTab'
    );

    expect(label).to.equal('Site');
    expect(attributes).to.deep.equal({ kind: 'url', url: 'https://example.com', frameHeight: 800 });
  });

  it('gives the items of the app menu, each named by its type', () => {
    const item = (name: string, type: string): string =>
      `<appMenuItems><name>${name}</name><type>${type}</type></appMenuItems>`;

    const extraction = extractFrom(
      'AppMenu',
      'AppSwitcher',
      item('Fleet', 'CustomApplication') + item('Kiosk', 'ConnectedApp') + item('Odd', 'ServiceProvider')
    );

    expect(component(extraction, 'AppMenu').attributes['items']).to.deep.include({
      name: 'Odd',
      type: 'ServiceProvider',
    });
    expect(mentionsIn(extraction)).to.deep.equal(['displays ConnectedApp:Kiosk', 'displays CustomApplication:Fleet']);
  });
});

describe('extracting the home page', () => {
  it('gives the components of a layout', () => {
    const extraction = extractFrom(
      'HomePageLayout',
      'Default',
      '<narrowComponents>Links</narrowComponents><wideComponents>Tasks</wideComponents>'
    );

    expect(component(extraction, 'HomePageLayout').attributes).to.deep.equal({
      narrowComponents: ['Links'],
      wideComponents: ['Tasks'],
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'displays HomePageComponent:Links',
      'displays HomePageComponent:Tasks',
    ]);
  });

  it('gives page and links of a component', () => {
    const extraction = extractFrom(
      'HomePageComponent',
      'Links',
      '<height>200</height><links>Wiki</links><page>News</page><pageComponentType>links</pageComponentType><showLabel>true</showLabel>'
    );

    expect(component(extraction, 'HomePageComponent').attributes).to.deep.equal({
      type: 'links',
      page: 'News',
      links: ['Wiki'],
      height: 200,
      showLabel: true,
    });
    expect(mentionsIn(extraction)).to.deep.equal(['displays ApexPage:News', 'displays CustomPageWebLink:Wiki']);
  });

  it('reads a custom link as any other link', () => {
    const { label, attributes } = component(
      extractFrom(
        'CustomPageWebLink',
        'Wiki',
        '<linkType>url</linkType><masterLabel>The wiki</masterLabel><protected>false</protected><url>https://example.com</url>'
      ),
      'CustomPageWebLink'
    );

    expect(label).to.equal('The wiki');
    expect(attributes).to.deep.equal({ linkType: 'url', protected: false, url: 'https://example.com' });
  });
});

describe('extracting help, letterheads and themes', () => {
  it('gives the items of a help section', () => {
    const { label, attributes } = component(
      extractFrom(
        'CustomHelpMenuSection',
        'Help',
        `<customHelpMenuItems><linkUrl>https://example.com</linkUrl><masterLabel>Wiki</masterLabel><sortOrder>1</sortOrder></customHelpMenuItems>
         <masterLabel>Our help</masterLabel>`
      ),
      'CustomHelpMenuSection'
    );

    expect(label).to.equal('Our help');
    expect(attributes).to.deep.equal({ items: [{ label: 'Wiki', url: 'https://example.com', sortOrder: 1 }] });
  });

  it('names the logo of a letterhead', () => {
    const extraction = extractFrom(
      'Letterhead',
      'Blue',
      '<available>true</available><header><logo>Brand/Logo.png</logo></header><name>Blue one</name>'
    );

    expect(component(extraction, 'Letterhead')).to.deep.include({ label: 'Blue one', attributes: { available: true } });
    expect(mentionsIn(extraction)).to.deep.equal(['displays Document:Brand/Logo.png']);
  });

  it('gives the branding of a theme', () => {
    const theme = extractFrom(
      'LightningExperienceTheme',
      'Blue',
      '<defaultBrandingSet>Set</defaultBrandingSet><isDarkModeEnabled>false</isDarkModeEnabled><masterLabel>Blue</masterLabel>'
    );
    const set = extractFrom(
      'BrandingSet',
      'Set',
      '<brandingSetProperty><propertyName>COLOR</propertyName></brandingSetProperty><masterLabel>Set</masterLabel><type>Theme</type>'
    );

    expect(component(theme, 'LightningExperienceTheme').attributes).to.deep.equal({
      defaultBrandingSet: 'Set',
      isDarkModeEnabled: false,
    });
    expect(mentionsIn(theme)).to.deep.equal(['refers to BrandingSet:Set']);
    expect(component(set, 'BrandingSet').attributes).to.deep.equal({ type: 'Theme', properties: 1 });
  });
});
