import { expect } from 'chai';
import { extractFiles } from './extractFiles.ts';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting a Lightning web component', () => {
  const META = `<apiVersion>66.0</apiVersion><description>A map</description><isExposed>true</isExposed><masterLabel>Map</masterLabel>
    <targets><target>lightning__RecordPage</target><target>lightning__Tab</target></targets>
    <targetConfigs><targetConfig targets="lightning__RecordPage"><objects><object>Depot__c</object></objects></targetConfig>
      <targetConfig targets="lightning__RecordAction"><objects><object>Depot__c</object></objects></targetConfig></targetConfigs>`;

  it('gives where it can be placed, and its files', () => {
    const extraction = extractFiles('LightningComponentBundle', 'map', {
      'map.html': '<template></template>',
      'map.js': "import { LightningElement } from 'lwc';\nexport default class Map extends LightningElement {}\n",
      'map.js-meta.xml': META,
    });

    expect(extraction.warnings).to.deep.equal([]);
    expect(component(extraction, 'LightningComponentBundle')).to.deep.include({
      label: 'Map',
      description: 'A map',
      attributes: {
        apiVersion: 66,
        isExposed: true,
        targets: ['lightning__RecordPage', 'lightning__Tab'],
        objects: ['Depot__c'],
        files: ['map.html', 'map.js'],
        lines: 2,
        length: 93,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['runs on CustomObject:Depot__c']);
  });

  it('names what its scripts import and which components its markup shows', () => {
    const extraction = extractFiles('LightningComponentBundle', 'map', {
      'map.html':
        '<template><c-depot-list-item></c-depot-list-item><!-- <c-old></c-old> --><lightning-card></lightning-card></template>',
      'map.js': `import { LightningElement } from 'lwc';
        import find from '@salesforce/apex/Finder.find';
        import packaged from "@salesforce/apex/ns.Finder.find";
        import slow from '@salesforce/apexContinuation/Slow.go';
        import DEPOT from '@salesforce/schema/Depot__c';
        import NAME from '@salesforce/schema/Depot__c.Manager__r.Name';
        import DUE from '@salesforce/schema/Task.Due__c';
        import HELLO from '@salesforce/label/c.Hello';
        import THEIRS from '@salesforce/label/ns.Hello';
        import ICONS from '@salesforce/resourceUrl/Icons';
        import LOGO from '@salesforce/contentAssetUrl/Logo';
        import CHOSEN from '@salesforce/messageChannel/Chosen__c';
        import isBoss from '@salesforce/customPermission/Boss';
        import userId from '@salesforce/user/Id';
        import {
          first,
          second,
        } from 'c/tools';
        // import a from '@salesforce/apex/Commented.out';
        /*
        import b from '@salesforce/apex/Commented.too';
        */
        const text = "import c from '@salesforce/apex/In.string'";`,
      'tools.js': "export { x } from 'c/other';",
      'map.js-meta.xml': '',
    });

    expect(mentionsIn(extraction)).to.deep.equal([
      'calls ApexClass:Finder',
      'calls ApexClass:Slow',
      'calls ApexClass:ns__Finder',
      'displays LightningComponentBundle:depotListItem',
      'reads CustomField:Activity.Due__c',
      'reads CustomField:Depot__c.Manager__r.Name',
      'reads CustomLabel:Hello',
      'reads CustomLabel:ns__Hello',
      'reads CustomPermission:Boss',
      'refers to ContentAsset:Logo',
      'refers to CustomObject:Depot__c',
      'refers to LightningComponentBundle:other',
      'refers to LightningComponentBundle:tools',
      'refers to LightningMessageChannel:Chosen',
      'refers to StaticResource:Icons',
    ]);
  });
});

describe('extracting an Aura bundle', () => {
  it('gives its kind, controller and interfaces, and names what it uses', () => {
    const extraction = extractFiles('AuraDefinitionBundle', 'Finder', {
      'Finder.cmp': `<aura:component controller="FinderController" implements="flexipage:availableForAllPageTypes, c:Themed" extends="c:Base" access="global">
  <aura:registerEvent name="chosen" type="c:Chosen"/><aura:handler event="c:Changed" action="{!c.go}"/>
  <c:row title="{!$Label.c.Hello}"/><lightning:card/>
</aura:component>`,
      'Finder.cmp-meta.xml': '<apiVersion>54.0</apiVersion><description>Old</description>',
      'FinderController.js': "({ go: function () { $A.get('$Label.c.Bye'); $A.get('$Resource.Icons'); } })",
    });

    expect(component(extraction, 'AuraDefinitionBundle').attributes).to.deep.include({
      apiVersion: 54,
      kind: 'Component',
      controller: 'FinderController',
      extends: 'c:Base',
      implements: ['flexipage:availableForAllPageTypes', 'c:Themed'],
      access: 'global',
      files: ['Finder.cmp', 'FinderController.js'],
      lines: 4,
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'calls ApexClass:FinderController',
      'displays AuraDefinitionBundle:row',
      'displays LightningComponentBundle:row',
      'extends AuraDefinitionBundle:Base',
      'extends AuraDefinitionBundle:Themed',
      'reads CustomLabel:Bye',
      'reads CustomLabel:Hello',
      'refers to AuraDefinitionBundle:Changed',
      'refers to AuraDefinitionBundle:Chosen',
      'refers to StaticResource:Icons',
    ]);
  });

  it('tells an event from a component, and a class of a package by its full name', () => {
    const event = extractFiles('AuraDefinitionBundle', 'E', {
      'E.evt': '<aura:event type="APPLICATION"/>',
      'E.evt-meta.xml': '',
    });
    const packaged = extractFiles('AuraDefinitionBundle', 'A', {
      'A.app': '<aura:application controller="ns.Main"/>',
      'A.app-meta.xml': '',
    });

    expect(component(event, 'AuraDefinitionBundle').attributes).to.deep.include({ kind: 'Event' });
    expect(component(packaged, 'AuraDefinitionBundle').attributes).to.deep.include({ kind: 'Application' });
    expect(mentionsIn(packaged)).to.deep.equal(['calls ApexClass:ns__Main']);
  });
});

describe('extracting a message channel', () => {
  it('gives its fields', () => {
    const { label, attributes } = component(
      extractFrom(
        'LightningMessageChannel',
        'Chosen',
        `<isExposed>false</isExposed><masterLabel>Chosen one</masterLabel>
         <lightningMessageFields><description>Id</description><fieldName>recordId</fieldName></lightningMessageFields>`
      ),
      'LightningMessageChannel'
    );

    expect(label).to.equal('Chosen one');
    expect(attributes).to.deep.equal({ isExposed: false, fields: [{ name: 'recordId', description: 'Id' }] });
  });
});
