import { startStandin, type StandinProcess } from './standinProcess.ts';

/** What somebody does to the org between the demo's two syncs, and how it is told. */
const EDITS: ReadonlyArray<{ readonly told: string; readonly command: string; readonly input: object }> = [
  {
    told: 'adds the field Rental__c.Loyalty_Tier__c',
    command: 'addChild',
    input: {
      type: 'CustomField',
      parent: 'Rental__c',
      element: [
        '<fields>',
        '<fullName>Loyalty_Tier__c</fullName>',
        '<description>Tier of the customer when the rental was booked; decides the deposit.</description>',
        '<label>Loyalty Tier</label>',
        '<length>40</length>',
        '<required>false</required>',
        '<type>Text</type>',
        '</fields>',
      ].join(''),
    },
  },
  {
    told: 'changes the Apex class VolumePricingStrategy',
    command: 'edit',
    input: { type: 'ApexClass', fullName: 'VolumePricingStrategy' },
  },
  {
    told: 'renames the validation rule Rental__c.End_After_Start',
    command: 'rename',
    input: {
      type: 'ValidationRule',
      fullName: 'Rental__c.End_After_Start',
      newFullName: 'Rental__c.End_Not_Before_Start',
    },
  },
  {
    told: 'deletes the validation rule Rental__c.Legacy_PO_Check',
    command: 'delete',
    input: { type: 'ValidationRule', fullName: 'Rental__c.Legacy_PO_Check' },
  },
];

export const editsTold = EDITS.map(({ told }) => told);

const control = async (standin: StandinProcess, command: string, input: object): Promise<{ content?: string }> => {
  const response = await fetch(`${standin.url}/__standin/${command}`, { method: 'POST', body: JSON.stringify(input) });
  if (!response.ok) throw new Error(`The stand-in org refused ${command}: ${await response.text()}`);
  return (await response.json()) as { content?: string };
};

export const editDemoOrg = async (standin: StandinProcess): Promise<void> => {
  for (const { command, input } of EDITS) {
    if (command === 'edit') {
      const { content = '' } = await control(standin, 'read', input);
      await control(standin, command, { ...input, content: `${content}\n// Reviewed before the summer season.\n` });
    } else await control(standin, command, input);
  }
};

export const startDemoOrg = (): Promise<StandinProcess> => startStandin('test/sample-org');
