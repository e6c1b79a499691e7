import { expect } from 'chai';
import { problemsOf, type ExpectedModel, type ExpectedProblems } from '../../scripts/compareExpected.ts';
import { expectedModel, storedModel } from '../../scripts/expectedModel.ts';
import type { ComponentReader } from '../../src/extract/reader.ts';
import { releaseReader } from './releaseReader.ts';

const NOTHING: ExpectedProblems = { unraised: [], outOfDate: [] };

/** The types that each kind of problem names. */
const named = ({ unraised, outOfDate }: ExpectedProblems) => ({
  unraised: unraised.map((problem) => problem.replace(/ reads the same content in another way: raise .*/, '')),
  outOfDate: outOfDate.map((problem) => problem.replace(/ is not as stored in .*/, '')),
});

describe('the expected model of the sample org', () => {
  it('is what the readers make of the sample', async () => {
    const stored = storedModel();
    if (stored === undefined) throw new Error('there is none: run "npm run expected-model"');

    expect(problemsOf(stored, await expectedModel())).to.deep.equal(NOTHING);
  });

  const releasing = async (type: string, reader: ComponentReader): Promise<ExpectedModel> => {
    const restore = releaseReader(type, reader);
    try {
      return await expectedModel();
    } finally {
      restore();
    }
  };

  for (const [what, reader] of Object.entries<ComponentReader>({
    'another label': { label: () => 'Another' },
    'another attribute': { attributes: () => ({ another: true }) },
    'another mention': { mentions: () => [{ kind: 'reads', type: 'CustomField', fullName: 'A.B', place: 'x' }] },
    'another grant': { grants: () => [{ type: 'ApexClass', fullName: 'A', rights: 1 }] },
  })) {
    it(`tells of a reader that makes ${what} under the same version`, async () => {
      const before = await expectedModel();

      expect(named(problemsOf(before, await releasing('WorkflowRule', reader)))).to.deep.equal({
        unraised: ['WorkflowRule'],
        outOfDate: [],
      });
      expect(named(problemsOf(before, await releasing('WorkflowRule', { ...reader, version: 2 })))).to.deep.equal({
        unraised: [],
        outOfDate: ['WorkflowRule'],
      });
    });
  }
});

describe('comparing with the expected model', () => {
  const ofType = { version: 2, sample: 's', model: 'm' };
  const stored: ExpectedModel = { engine: 4, types: { A: ofType, B: ofType } };
  const compared = (changes: Partial<typeof ofType>, engine = 4) =>
    named(problemsOf(stored, { engine, types: { A: { ...ofType, ...changes }, B: ofType } }));

  it('finds nothing between a model and itself', () => {
    expect(problemsOf(stored, stored)).to.deep.equal(NOTHING);
  });

  it('wants the version raised where the same sample gives another model', () => {
    expect(compared({ model: 'other' })).to.deep.equal({ unraised: ['A'], outOfDate: [] });
    expect(compared({ model: 'other', version: 1 })).to.deep.equal({ unraised: ['A'], outOfDate: [] });
  });

  it('wants the file written anew where the version was raised, of the reader or of the engine', () => {
    expect(compared({ model: 'other', version: 3 })).to.deep.equal({ unraised: [], outOfDate: ['A'] });
    expect(compared({ model: 'other' }, 5)).to.deep.equal({
      unraised: [],
      outOfDate: ['The version of the engine', 'A'],
    });
    expect(compared({ version: 3 })).to.deep.equal({ unraised: [], outOfDate: ['A'] });
  });

  it('wants the file written anew where the sample is another', () => {
    expect(compared({ sample: 'other', model: 'other' })).to.deep.equal({ unraised: [], outOfDate: ['A'] });
  });

  it('wants the file written anew where types came or went', () => {
    const now: ExpectedModel = { engine: 4, types: { B: ofType, C: ofType } };

    expect(named(problemsOf(stored, now))).to.deep.equal({ unraised: [], outOfDate: ['A', 'C'] });
  });
});
