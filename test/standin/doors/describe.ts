import type { StandinOrg, StandinUser } from '../orgState.ts';
import type { SoqlDoor } from './query.ts';

type Describe = {
  describeGlobal(door: SoqlDoor, org: StandinOrg): object;
  describeSObject(name: string, door: SoqlDoor, org: StandinOrg, user: StandinUser): object | undefined;
};

const specifier = '../soql/describe.ts';

const { describeGlobal, describeSObject } = await (import(specifier) as Promise<Describe>).catch((): Describe => ({
  describeGlobal: () => ({ sobjects: [] }),
  describeSObject: (name) =>
    name === 'User' ? { fields: [{ name: 'Id' }, { name: 'Username' }, { name: 'Name' }] } : undefined,
}));

export { describeGlobal, describeSObject };
