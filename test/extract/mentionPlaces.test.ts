import { expect } from 'chai';
import type { Extraction } from '../../src/model/extraction.ts';
import { extractFiles } from './extractFiles.ts';
import { extractFrom } from './extractFrom.ts';

/** Mentions as `Type:Name at place:line`. */
const placesIn = ({ mentions }: Extraction): string[] =>
  mentions.map(({ type, fullName, place, line }) =>
    [`${type}:${fullName} at ${place}`, ...(line === undefined ? [] : [String(line)])].join(':')
  );

describe('the place of a mention', () => {
  it('is the path of its element in XML', () => {
    const rule = '<active>true</active><criteriaItems><field>Case.Severity__c</field></criteriaItems>';
    const extraction = extractFrom('Workflow', 'Case', `<rules><fullName>R</fullName>${rule}</rules>`);

    expect(placesIn(extraction)).to.include('CustomField:Case.Severity__c at criteriaItems.field');
  });

  it('is the line of the header in a trigger', () => {
    const source = '/*\n * What happens\n */\ntrigger T\n  on Account (before insert) {\n}\n';

    expect(placesIn(extractFrom('ApexTrigger', 'T', '', source))).to.deep.equal(['CustomObject:Account at trigger:5']);
  });

  it('is file and line in a Lightning web component, whatever comments stand above', () => {
    const extraction = extractFiles('LightningComponentBundle', 'map', {
      'map.html': '<template>\n<!-- <c-old>\n</c-old> -->\n<c-row></c-row>\n<c-row></c-row></template>',
      'map.js': `/*
 * import a from '@salesforce/apex/Commented.out';
 */
import { LightningElement } from 'lwc';
/* of the org */ import find from '@salesforce/apex/Finder.find';
import {
  first,
} from 'c/tools';`,
      'map.js-meta.xml':
        '<targetConfigs><targetConfig><objects><object>A__c</object></objects></targetConfig></targetConfigs>',
    });

    expect(placesIn(extraction)).to.deep.equal([
      'ApexClass:Finder at map.js:5',
      'LightningComponentBundle:row at map.html:4',
      'LightningComponentBundle:tools at map.js:8',
      'CustomObject:A__c at targetConfigs.targetConfig.objects.object',
    ]);
  });

  it('is what it is in the markup of an Aura bundle, with the line, and the file of a script', () => {
    const extraction = extractFiles('AuraDefinitionBundle', 'Finder', {
      'Finder.cmp': `<!-- two
lines --><aura:component
    controller="FinderController" extends="c:Base">
  <aura:handler
    event="c:Changed"/>
  <c:row title="{!$Label.c.Hello}"/>
</aura:component>`,
      'Finder.cmp-meta.xml': '',
      'FinderController.js': "({\n  go: function () { $A.get('$Label.c.Bye'); } })",
    });

    expect(placesIn(extraction)).to.deep.equal([
      'ApexClass:FinderController at controller:3',
      'AuraDefinitionBundle:row at markup:6',
      'LightningComponentBundle:row at markup:6',
      'AuraDefinitionBundle:Base at extends:3',
      'CustomLabel:Bye at FinderController.js:2',
      'CustomLabel:Hello at markup:6',
      'AuraDefinitionBundle:Changed at event:5',
    ]);
  });

  it('is the line of the attribute or of the text in Visualforce', () => {
    const page = `<apex:page standardController="Case"
  extensions="One">
  {!$Label.Hello}
  <!-- {!$Label.Old}
  -->{!$Label.Bye} <c:Address/>
</apex:page>`;

    expect(placesIn(extractFrom('ApexPage', 'P', '', page))).to.deep.equal([
      'ApexClass:One at extensions:2',
      'ApexComponent:Address at markup:5',
      'CustomLabel:Bye at markup:5',
      'CustomLabel:Hello at markup:3',
      'CustomObject:Case at standardController:1',
    ]);
  });

  it('is the line in the body of an e-mail template, and the element of its subject', () => {
    const body =
      '<messaging:emailTemplate\n  relatedToType="Order__c">\n{!relatedTo.Total__c}</messaging:emailTemplate>';
    const extraction = extractFrom(
      'EmailTemplate',
      'unfiled$public/Hello',
      '<subject>About {!Order__c.Name}</subject><type>visualforce</type>',
      body
    );

    expect(placesIn(extraction)).to.deep.equal([
      'CustomField:Order__c.Name at subject',
      'CustomField:Order__c.Total__c at body:3',
      'CustomObject:Order__c at relatedToType:2',
    ]);
  });
});

describe('the access of a mention', () => {
  const accessIn = ({ mentions }: Extraction): string[] =>
    mentions.map(({ kind, fullName, access = 'none' }) => `${kind} ${fullName}: ${access}`);

  it('is to write what a field update sets, and to read what a condition asks', () => {
    const extraction = extractFrom(
      'Workflow',
      'Case',
      `<fieldUpdates><fullName>U</fullName><field>Due__c</field></fieldUpdates>
       <rules><fullName>R</fullName><criteriaItems><field>Case.Severity__c</field></criteriaItems></rules>`
    );

    expect(accessIn(extraction)).to.include.members(['writes Case.Due__c: write', 'filters Case.Severity__c: read']);
  });

  it('is to write what a flow assigns, and to read what it takes for that', () => {
    const extraction = extractFrom(
      'Flow',
      'F',
      `<assignments><name>A</name><assignmentItems><assignToReference>$Record.Due__c</assignToReference>
         <value><elementReference>$Record.Start__c</elementReference></value></assignmentItems></assignments>
       <start><object>Case</object></start>`
    );

    expect(accessIn(extraction)).to.deep.equal([
      'reads Case.Start__c: read',
      'runs on Case: none',
      'writes Case.Due__c: write',
    ]);
  });

  it('is what a rule says where the kind leaves it open', () => {
    const record = extractFrom('CustomMetadata', 'Rule.One', '<values><field>Rate__c</field><value>1</value></values>');
    const field = extractFrom(
      'CustomObject',
      'Case',
      `<fields><fullName>Kind__c</fullName><type>Picklist</type>
         <valueSet><controllingField>Area__c</controllingField><valueSetName>Kinds</valueSetName></valueSet></fields>`
    );

    expect(accessIn(record)).to.deep.equal(['assigns Rule__mdt.Rate__c: write', 'belongs to Rule__mdt: none']);
    expect(accessIn(field)).to.include.members(['refers to Case.Area__c: read', 'refers to Kinds: none']);
  });
});
