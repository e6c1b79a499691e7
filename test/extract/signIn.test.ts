import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting an authentication provider', () => {
  it('gives where people sign in and who handles it, and nothing that is secret', () => {
    const extraction = extractFrom(
      'AuthProvider',
      'Staff',
      `<authorizeUrl>https://login.example/tenant/authorize?key=geheim</authorizeUrl><consumerKey>client</consumerKey>
       <consumerSecret>geheim</consumerSecret><defaultScopes>openid</defaultScopes><ecKey>geheim</ecKey>
       <executionUser>ada@acme.example</executionUser><flow>Register</flow><flowDefaultProfile>Customer</flowDefaultProfile>
       <friendlyName>The staff</friendlyName><isPkceEnabled>true</isPkceEnabled><oauthKickoffUrl>https://acme.example/start</oauthKickoffUrl>
       <paramForwardAllowlist><param>prompt</param></paramForwardAllowlist><paramForwardAllowlist><param>hint</param></paramForwardAllowlist>
       <providerType>OpenIdConnect</providerType><registrationHandler>ns.Handler</registrationHandler>
       <requireMfa>false</requireMfa><tokenUrl>https://login.example/token</tokenUrl>`
    );

    expect(component(extraction, 'AuthProvider')).to.deep.include({
      label: 'The staff',
      attributes: {
        type: 'OpenIdConnect',
        authorizeUrl: 'https://login.example/tenant/authorize',
        tokenUrl: 'https://login.example/token',
        defaultScopes: 'openid',
        executionUser: 'ada@acme.example',
        registrationHandler: 'ns.Handler',
        flow: 'Register',
        flowDefaultProfile: 'Customer',
        allowedParameters: ['prompt', 'hint'],
        isPkceEnabled: true,
        requireMfa: false,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'calls ApexClass:ns__Handler',
      'calls Flow:Register',
      'refers to Profile:Customer',
    ]);
  });

  it('names the plug-in of a custom one, and its metadata type where it is one', () => {
    const custom = (record: string): string[] =>
      mentionsIn(
        extractFrom(
          'AuthProvider',
          'Own',
          `<customMetadataTypeRecord>${record}</customMetadataTypeRecord><plugin>Plugin</plugin><providerType>Custom</providerType>`
        )
      );

    expect(custom('Own__mdt')).to.deep.equal(['calls ApexClass:Plugin', 'refers to CustomObject:Own__mdt']);
    expect(custom('Own')).to.deep.equal(['calls ApexClass:Plugin']);
  });
});

describe('extracting a SAML configuration', () => {
  const CONTENT = `<identityLocation>SubjectNameId</identityLocation><identityMapping>FederationId</identityMapping>
    <issuer>https://idp.example</issuer><loginUrl>https://idp.example/login?tenant=geheim</loginUrl><name>Staff</name>
    <oauthTokenEndpoint>https://acme.my.salesforce.com/token</oauthTokenEndpoint><redirectBinding>true</redirectBinding>
    <salesforceLoginUrl>https://acme.my.salesforce.com?sc=0LE2X000000CahF</salesforceLoginUrl>
    <samlEntityId>https://acme.my.salesforce.com</samlEntityId><samlVersion>SAML2_0</samlVersion>
    <userProvisioning>true</userProvisioning><validationCert>MIIsomething</validationCert>`;

  it('gives how people sign in, without certificate and addresses of the org', () => {
    const extraction = extractFrom('SamlSsoConfig', 'Staff', CONTENT);

    expect(component(extraction, 'SamlSsoConfig')).to.deep.include({
      label: 'Staff',
      attributes: {
        issuer: 'https://idp.example',
        entityId: 'https://acme.my.salesforce.com',
        samlVersion: 'SAML2_0',
        identityLocation: 'SubjectNameId',
        identityMapping: 'FederationId',
        loginUrl: 'https://idp.example/login',
        redirectBinding: true,
        usesValidationCertificate: true,
        userProvisioning: true,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([]);
  });

  it('names handler and certificate where they are names, not where they are ids', () => {
    const mentions = (handler: string, certificate: string): string[] =>
      mentionsIn(
        extractFrom(
          'SamlSsoConfig',
          'Staff',
          `<samlJitHandlerId>${handler}</samlJitHandlerId><decryptionCertificate>${certificate}</decryptionCertificate>`
        )
      );

    expect(mentions('JitHandler', 'SignCert')).to.deep.equal([
      'calls ApexClass:JitHandler',
      'refers to Certificate:SignCert',
    ]);
    expect(mentions('01p4L000003AbcD', '0P14L0000030UL0')).to.deep.equal([]);
  });
});

describe('extracting an external service', () => {
  it('gives what it is made of and its operations, not its long text', () => {
    const extraction = extractFrom(
      'ExternalServiceRegistration',
      'Routes',
      `<label>The routes</label><namedCredential>Old</namedCredential><namedCredentialReference>Routes</namedCredentialReference>
       <operations><active>true</active><name>find</name></operations><operations><active>false</active><name>detour</name></operations>
       <registrationProviderType>Custom</registrationProviderType><registrationProviderAsset>Ignored</registrationProviderAsset>
       <schema>{"openapi":"3.0.1"}</schema><schemaAbsoluteUrl>https://x.example/api.json?key=geheim</schemaAbsoluteUrl>
       <schemaType>OpenApi3</schemaType><status>Complete</status><systemVersion>5</systemVersion>`
    );

    expect(component(extraction, 'ExternalServiceRegistration')).to.deep.include({
      label: 'The routes',
      attributes: {
        status: 'Complete',
        providerType: 'Custom',
        providerAsset: 'Ignored',
        namedCredential: 'Routes',
        schemaType: 'OpenApi3',
        schemaAbsoluteUrl: 'https://x.example/api.json',
        systemVersion: 5,
        operations: [
          { name: 'find', active: true },
          { name: 'detour', active: false },
        ],
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['refers to NamedCredential:Old', 'refers to NamedCredential:Routes']);
  });

  it('names the class that one is made of', () => {
    const extraction = extractFrom(
      'ExternalServiceRegistration',
      'Own',
      '<registrationProviderAsset>Rest</registrationProviderAsset><registrationProviderType>ApexRest</registrationProviderType>'
    );

    expect(mentionsIn(extraction)).to.deep.equal(['refers to ApexClass:Rest']);
  });
});
