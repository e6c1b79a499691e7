import type { Random } from '../random.ts';
import type { World } from '../world.ts';

const camel = (random: Random): string => {
  const [first = 'value', second = 'of'] = random.words(2).split(' ');
  return first + second.charAt(0).toUpperCase() + second.slice(1);
};

const method = (random: Random, world: World): string => {
  const object = random.pick(world.records);
  const field = (): string => random.pick(object.fields).name;
  const [list, id, map] = [camel(random), camel(random), camel(random)];
  return `
    /**
     * ${random.sentence()}
     * @param ${id}s ids of the records to handle, never null
     * @return the records that were changed
     */
    public static List<${object.name}> ${camel(random)}(Set<Id> ${id}s, Boolean force) {
        List<${object.name}> ${list} = new List<${object.name}>();
        Map<Id, ${object.name}> ${map} = new Map<Id, ${object.name}>([
            SELECT Id, Name, ${field()}, ${field()}, ${field()}
            FROM ${object.name}
            WHERE Id IN :${id}s AND ${field()} != null
            ORDER BY ${field()} DESC NULLS LAST
            LIMIT ${String(random.int(10, 2000))}
        ]);
        for (${object.name} record : ${map}.values()) {
            // ${random.sentence()}
            if (record.${field()} == '${random.words(2)}' || force) {
                record.${field()} = '${random.words(2)}';
                record.${field()} = Date.today().addDays(${String(random.int(1, 90))});
                ${list}.add(record);
            } else if (${random.pick(world.names('ApexClass'))}.is${camel(random)}(record.Id, ${String(random.int(1, 50))})) {
                record.addError('${random.words(6)}: ' + String.valueOf(record.${field()}));
            }
        }
        if (!${list}.isEmpty()) {
            try {
                update ${list};
            } catch (DmlException error) {
                System.debug(LoggingLevel.ERROR, error.getMessage() + '\\n' + error.getStackTraceString());
                throw new AuraHandledException(error.getDmlMessage(0));
            }
        }
        return ${list};
    }
`;
};

/** An Apex class of 2 to 60 KB. */
export const classText = (random: Random, name: string, world: World): string => {
  const test = random.chance(0.4);
  const methods = Array.from({ length: random.skewed(1, 34) }, () => method(random, world));
  return `/**
 * ${random.sentence()} ${random.sentence()}
 * @author ${random.pick(world.users)}
 */
${test ? '@IsTest\nprivate' : 'public with sharing'} class ${name} {
    private static final String KIND = '${random.words(2)}';
    private static final Integer LIMIT_OF_ROWS = ${String(random.int(10, 5000))};
${methods.map((text) => (test ? `    @IsTest${text}` : text)).join('')}}
`;
};

export const triggerText = (random: Random, name: string, world: World): string => {
  const object = random.pick(world.records);
  const handler = random.pick(world.names('ApexClass'));
  return `// ${random.sentence()}
trigger ${name} on ${object.name} (before insert, before update, after insert, after update) {
    if (Trigger.isBefore) {
        ${handler}.handleBefore(Trigger.new, Trigger.oldMap);
    } else {
        for (${object.name} record : Trigger.new) {
            if (record.${random.pick(object.fields).name} != null) {
                ${handler}.enqueue(record.Id);
            }
        }
    }
}
`;
};

export const markupText = (random: Random, root: string, world: World): string => {
  const object = random.pick(world.records);
  const rows = Array.from(
    { length: random.skewed(4, 70) },
    () =>
      `        <apex:pageBlockSectionItem rendered="{!${camel(random)}}">
            <apex:outputLabel value="${random.words(2)}" for="${camel(random)}"/>
            <apex:inputField value="{!${object.name}.${random.pick(object.fields).name}}" id="${camel(random)}"/>
        </apex:pageBlockSectionItem>\n`
  );
  return `<apex:${root} controller="${random.pick(world.names('ApexClass'))}">\n    <apex:pageBlock title="${random.words(2)}">\n${rows.join('')}    </apex:pageBlock>\n</apex:${root}>\n`;
};

export const scriptText = (random: Random, world: World): string => {
  const object = random.pick(world.records);
  const fields = Array.from({ length: 4 }, () => random.pick(object.fields).name);
  const methods = Array.from(
    { length: random.skewed(2, 40) },
    () => `
    /** ${random.sentence()} */
    ${camel(random)}(event) {
        const ${camel(random)} = event.detail.${camel(random)};
        this.${camel(random)} = this.${camel(random)}.filter((row) => row.${random.pick(object.fields).name} !== '${random.words(1)}');
        this.dispatchEvent(new CustomEvent('${random.words(1)}', { detail: { id: this.recordId } }));
    }
`
  );
  return `import { LightningElement, api, wire } from 'lwc';
import ${camel(random)} from '@salesforce/apex/${random.pick(world.names('ApexClass'))}.${camel(random)}';
${fields.map((field) => `import ${field.replaceAll('__', '').toUpperCase()} from '@salesforce/schema/${object.name}.${field}';`).join('\n')}

export default class Panel extends LightningElement {
    @api recordId;
    rows = [];
${methods.join('')}}
`;
};

export const htmlText = (random: Random): string =>
  `<template>\n${Array.from(
    { length: random.skewed(5, 90) },
    () =>
      `    <div class="slds-col slds-size_1-of-${String(random.int(1, 6))}" if:true={${camel(random)}}>\n        <lightning-input label="${random.words(2)}" value={${camel(random)}} onchange={${camel(random)}}></lightning-input>\n    </div>\n`
  ).join('')}</template>\n`;

/** Content that hardly shrinks, as images and archives are. */
export const binaryBytes = (random: Random, size: number): Buffer => {
  const bytes = Buffer.allocUnsafe(size);
  for (let index = 0; index < size; index += 1) bytes[index] = random.int(0, 255);
  return bytes;
};
