import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting named credentials', () => {
  const parameter = (content: string): string => `<namedCredentialParameters>${content}</namedCredentialParameters>`;

  it('gives where one leads and which external credential it signs in with', () => {
    const extraction = extractFrom(
      'NamedCredential',
      'Routes',
      `<calloutStatus>Enabled</calloutStatus><generateAuthorizationHeader>true</generateAuthorizationHeader><label>The routes</label>
       ${parameter('<parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://example.com/api?key=geheim</parameterValue>')}
       ${parameter('<externalCredential>Auth</externalCredential><parameterType>Authentication</parameterType>')}
       ${parameter('<parameterName>X-Key</parameterName><parameterType>HttpHeader</parameterType><parameterValue>geheim</parameterValue>')}
       <namedCredentialType>SecuredEndpoint</namedCredentialType>`
    );

    expect(component(extraction, 'NamedCredential')).to.deep.include({
      label: 'The routes',
      attributes: {
        type: 'SecuredEndpoint',
        calloutStatus: 'Enabled',
        generateAuthorizationHeader: true,
        endpoint: 'https://example.com/api',
        customHeaders: ['X-Key'],
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['refers to ExternalCredential:Auth']);
  });

  it('gives how a legacy one signs in, and nothing that is secret', () => {
    const extraction = extractFrom(
      'NamedCredential',
      'Old',
      `<authProvider>Google</authProvider><awsAccessKey>geheim1</awsAccessKey><awsAccessSecret>geheim2</awsAccessSecret>
       <certificate>Cert</certificate><endpoint>https://me:geheim3@example.com/x#geheim4</endpoint><oauthRefreshToken>geheim5</oauthRefreshToken>
       <oauthToken>geheim6</oauthToken><password>geheim7</password><principalType>NamedUser</principalType><protocol>Oauth</protocol><username>geheim8</username>`
    );

    const { attributes } = component(extraction, 'NamedCredential');
    expect(attributes).to.deep.equal({
      protocol: 'Oauth',
      principalType: 'NamedUser',
      authProvider: 'Google',
      certificate: 'Cert',
      endpoint: 'https://example.com/x',
    });
    expect(mentionsIn(extraction)).to.deep.equal(['refers to AuthProvider:Google', 'refers to Certificate:Cert']);
  });
});

describe('extracting external credentials', () => {
  it('gives protocol and principals, and no value of a parameter', () => {
    const parameter = (type: string, name: string, more = ''): string =>
      `<externalCredentialParameters><parameterName>${name}</parameterName><parameterType>${type}</parameterType>${more}</externalCredentialParameters>`;

    const extraction = extractFrom(
      'ExternalCredential',
      'Auth',
      `<authenticationProtocol>Oauth</authenticationProtocol><label>Sign in</label>
       ${parameter('NamedPrincipal', 'Everybody')}${parameter('PerUserPrincipal', 'Own')}
       ${parameter('AuthHeader', 'Authorization', '<parameterValue>geheim</parameterValue>')}
       ${parameter('AuthProvider', 'P', '<authProvider>Google</authProvider>')}`
    );

    expect(component(extraction, 'ExternalCredential')).to.deep.include({
      label: 'Sign in',
      attributes: {
        authenticationProtocol: 'Oauth',
        principals: [
          { name: 'Everybody', kind: 'NamedPrincipal' },
          { name: 'Own', kind: 'PerUserPrincipal' },
        ],
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['refers to AuthProvider:Google']);
  });
});

describe('extracting trusted addresses', () => {
  it('gives a remote site', () => {
    const { description, attributes } = component(
      extractFrom(
        'RemoteSiteSetting',
        'Insurer',
        '<description>Claims</description><disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>https://example.com</url>'
      ),
      'RemoteSiteSetting'
    );

    expect(description).to.equal('Claims');
    expect(attributes).to.deep.equal({ url: 'https://example.com', active: true, disableProtocolSecurity: false });
  });

  it('gives what a trusted site is trusted with', () => {
    const { attributes } = component(
      extractFrom(
        'CspTrustedSite',
        'Tiles',
        `<canAccessCamera>false</canAccessCamera><context>LEX</context><endpointUrl>https://example.com</endpointUrl><isActive>true</isActive>
         <isApplicableToConnectSrc>true</isApplicableToConnectSrc><isApplicableToFontSrc>false</isApplicableToFontSrc><isApplicableToImgSrc>true</isApplicableToImgSrc>`
      ),
      'CspTrustedSite'
    );

    expect(attributes).to.deep.equal({
      url: 'https://example.com',
      active: true,
      context: 'LEX',
      directives: ['connect-src', 'img-src'],
      canAccessCamera: false,
    });
  });
});

describe('extracting a connected app', () => {
  it('gives scopes, policies and who may use it, and nothing that is secret', () => {
    const extraction = extractFrom(
      'ConnectedApp',
      'Kiosk',
      `<contactEmail>it@example.com</contactEmail><label>The kiosk</label>
       <ipRanges><end>10.0.0.9</end><start>10.0.0.1</start></ipRanges>
       <oauthConfig><callbackUrl>https://a.example.com/cb\nhttps://b.example.com/cb?x=geheim</callbackUrl><certificate>geheim</certificate>
         <consumerKey>geheim</consumerKey><consumerSecret>geheim</consumerSecret><isAdminApproved>true</isAdminApproved>
         <isClientCredentialEnabled>true</isClientCredentialEnabled><oauthClientCredentialUser>robot@example.com</oauthClientCredentialUser>
         <scopes>Api</scopes><scopes>RefreshToken</scopes></oauthConfig>
       <oauthPolicy><ipRelaxation>ENFORCE</ipRelaxation><refreshTokenPolicy>infinite</refreshTokenPolicy></oauthPolicy>
       <permissionSetName>Base</permissionSetName><plugin>ns.Handler</plugin><profileName>Manager</profileName>`
    );

    expect(component(extraction, 'ConnectedApp')).to.deep.include({
      label: 'The kiosk',
      attributes: {
        contactEmail: 'it@example.com',
        scopes: ['Api', 'RefreshToken'],
        callbackUrls: ['https://a.example.com/cb', 'https://b.example.com/cb'],
        isAdminApproved: true,
        isClientCredentialEnabled: true,
        clientCredentialUser: 'robot@example.com',
        usesCertificate: true,
        ipRelaxation: 'ENFORCE',
        refreshTokenPolicy: 'infinite',
        ipRanges: 1,
        profiles: ['Manager'],
        permissionSets: ['Base'],
        plugin: 'ns.Handler',
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'calls ApexClass:ns__Handler',
      'refers to PermissionSet:Base',
      'refers to Profile:Manager',
    ]);
  });
});

describe('extracting sites', () => {
  it('gives what a site lets guests do, and names its pages', () => {
    const extraction = extractFrom(
      'CustomSite',
      'Shop',
      `<active>true</active><allowStandardSearch>false</allowStandardSearch><browserXssProtection>true</browserXssProtection>
       <clickjackProtectionLevel>SameOriginOnly</clickjackProtectionLevel>
       <customWebAddresses><certificate>Cert</certificate><domainName>shop.example.com</domainName><primary>true</primary></customWebAddresses>
       <guestProfile>Shop Profile</guestProfile><indexPage>Home</indexPage><masterLabel>The shop</masterLabel>
       <siteType>Visualforce</siteType><urlPathPrefix>shop</urlPathPrefix>`
    );

    expect(component(extraction, 'CustomSite')).to.deep.include({
      label: 'The shop',
      attributes: {
        active: true,
        type: 'Visualforce',
        urlPathPrefix: 'shop',
        domains: [{ name: 'shop.example.com', primary: true }],
        indexPage: 'Home',
        guestProfile: 'Shop Profile',
        clickjackProtectionLevel: 'SameOriginOnly',
        browserXssProtection: true,
        allowStandardSearch: false,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'displays ApexPage:Home',
      'refers to Certificate:Cert',
      'refers to Profile:Shop Profile',
    ]);
  });

  it('gives members and registration of an Experience Cloud site', () => {
    const extraction = extractFrom(
      'Network',
      'Help Center',
      `<enableGuestChatter>true</enableGuestChatter><networkMemberGroups><permissionSet>Partner</permissionSet><profile>admin</profile></networkMemberGroups>
       <picassoSite>Help_Center1</picassoSite><selfRegProfile>Customer</selfRegProfile><selfRegistration>true</selfRegistration><site>Help_Center</site><status>Live</status>
       <tabs><customTab>Bike__c</customTab><defaultTab>home</defaultTab></tabs><welcomeTemplate>unfiled$public/Welcome</welcomeTemplate>`
    );

    expect(component(extraction, 'Network')).to.deep.include({
      label: 'Help Center',
      attributes: {
        status: 'Live',
        site: 'Help_Center',
        selfRegistration: true,
        selfRegProfile: 'Customer',
        memberProfiles: ['admin'],
        memberPermissionSets: ['Partner'],
        tabs: ['Bike__c'],
        enableGuestChatter: true,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'assigns Profile:Customer',
      'displays CustomTab:Bike__c',
      'refers to CustomSite:Help_Center',
      'refers to DigitalExperienceBundle:site/Help_Center1',
      'refers to EmailTemplate:unfiled$public/Welcome',
      'refers to PermissionSet:Partner',
      'refers to Profile:admin',
    ]);
  });
});
