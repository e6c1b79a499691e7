import { expect } from 'chai';
import { parseXml } from '../../src/xml/parseXml.ts';

describe('names of elements', () => {
  it('stay apart however many documents bring however many', () => {
    const roots = Array.from({ length: 30 }, (_, document) => {
      const elements = Array.from({ length: 1000 }, (__, at) => `<n${document}_${at}>${at}</n${document}_${at}>`);
      return parseXml(`<a>${elements.join('')}</a>`);
    });

    roots.forEach((root, document) => {
      expect(root.childNames.slice(0, 2)).to.deep.equal([`n${document}_0`, `n${document}_1`]);
      expect(root.childText(`n${document}_999`)).to.equal('999');
      expect(root.childText(`n${document + 1}_999`)).to.equal(undefined);
    });
  });

  it('may be more in one document than are kept', () => {
    const elements = Array.from({ length: 40_000 }, (_, at) => `<n${at}/>`);

    const { childNames } = parseXml(`<a>${elements.join('')}</a>`);

    expect([childNames.length, new Set(childNames).size, childNames.at(-1)]).to.deep.equal([40_000, 40_000, 'n39999']);
  });

  it('of the same hash are told apart', () => {
    // By the rule 31 * hash + byte: 'Aa' and 'BB'.
    const root = parseXml('<a><Aa>1</Aa><BB>2</BB><AaAa>3</AaAa><BBBB>4</BBBB><AaBB>5</AaBB></a>');

    expect(root.childNames).to.deep.equal(['Aa', 'BB', 'AaAa', 'BBBB', 'AaBB']);
    expect(root.childText('BBBB')).to.equal('4');
  });
});
