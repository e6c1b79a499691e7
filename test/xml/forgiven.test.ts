import { expect } from 'chai';
import fc from 'fast-check';
import { withoutSections } from '../../src/extract/sections.ts';
import { parseXml, XmlError } from '../../src/xml/parseXml.ts';
import { forgivenText, textOf, type XmlElement } from '../../src/xml/xmlElement.ts';

const textIn = (document: string | Buffer): string | undefined => textOf(parseXml(document), 'b');

/** Bytes as they stand. */
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('characters that XML forbids', () => {
  for (const [what, written, read, kind] of [
    ['a reference to a control character', 'x&#x0B;y', 'x\uFFFDy', 'U+000B'],
    ['a decimal one', 'x&#11;y', 'x\uFFFDy', 'U+000B'],
    ['a reference to NUL', '&#0;', '\uFFFD', 'U+0000'],
    ['a reference beyond Unicode', '&#x110000;', '\uFFFD', 'U+110000'],
    ['a reference to half a character', '&#xD83D;!', '\uFFFD!', 'U+D83D'],
    ['references to both halves of a character', '&#55357;&#56832;', '😀', 'U+D83D'],
    ['a raw control character', 'x\u000By', 'x\uFFFDy', 'U+000B'],
    ['U+FFFE and U+FFFF', '\uFFFE\uFFFF', '\uFFFD\uFFFD', 'U+FFFE'],
    ['a bare ampersand', 'R & D', 'R & D', 'a bare "&"'],
    ['an ampersand before a word', 'R&D; A&amp', 'R&D; A&amp', 'the entity "&D;"'],
    ['an entity of HTML', 'x&nbsp;y', 'x&nbsp;y', 'the entity "&nbsp;"'],
    ['a known entity in capitals', '&AMP;', '&AMP;', 'the entity "&AMP;"'],
    ['references that are none', '&; &#; &#x; &#xZ;', '&; &#; &#x; &#xZ;', 'a bare "&"'],
    ['the end of a CDATA section that never began', 'a]]>b', 'a]]>b', '"]]>"'],
  ] as const) {
    it(`are forgiven in a text: ${what}`, () => {
      const root = parseXml(`<a><b>${written}</b></a>`);

      expect(textOf(root, 'b')).to.equal(read);
      expect(root.mended).to.include(kind);
    });
  }

  it('are forgiven in attributes, with a "<" too', () => {
    const root = parseXml('<a x="1 < 2 & &#1;3\u0002" y=\'&nbsp;"\'/>');

    expect({ ...root.attributes }).to.deep.equal({ x: '1 < 2 & \uFFFD3\uFFFD', y: '&nbsp;"' });
  });

  it('are forgiven in CDATA, where references are none, and in comments', () => {
    expect(textIn('<a><!-- \u0001& --><b><![CDATA[&#1; & \u0001]]></b></a>')).to.equal('&#1; & \uFFFD');
  });

  it('are forgiven where bytes are not UTF-8, byte by byte', () => {
    const root = parseXml(bytes('<a x="\xe9"><b>caf\xe9 \xed\xa0\x80 \xc3\xa9</b></a>'));

    expect(textOf(root, 'b')).to.equal('caf\uFFFD \uFFFD\uFFFD\uFFFD é');
    expect(root.attributes['x']).to.equal('\uFFFD');
    expect(root.mended).to.deep.equal(['bytes that are not UTF-8']);
  });

  it('take nothing from what is right beside them', () => {
    expect(textIn('<a><b>&amp;&lt;&#65;&#x42;\u0001 \uE000\uE001 é😀&gt;</b></a>')).to.equal(
      '&<AB\uFFFD \uE000\uE001 é😀>'
    );
  });

  it('open no way for entities of their own', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "boom"><!ENTITY y "&x;&x;">]>\n<a><b>&y; & \u0001</b></a>';

    expect(() => parseXml(bomb)).to.throw(XmlError, 'document type declaration');
  });

  it('leave every element where it stands, so that sections are cut at the right bytes', () => {
    const text = '<a>\n <d>é \u0001 & 😀 &nbsp;</d>\n <b>\xff &#0;</b>\n <c>z</c>\n</a>';
    const utf8 = Buffer.concat(
      text.split('\xff').flatMap((part, at) => [...(at ? [bytes('\xff')] : []), Buffer.from(part)])
    );
    const root = parseXml(utf8);
    const slice = ({ start, end }: XmlElement): string => utf8.toString('latin1', start, end);

    expect(root.children.map(slice)).to.deep.equal([
      Buffer.from('<d>é \u0001 & 😀 &nbsp;</d>').toString('latin1'),
      '<b>\xff &#0;</b>',
      '<c>z</c>',
    ]);
    expect(withoutSections(utf8, root, ['b']).toString()).to.equal(
      '<a>\n <d>é \u0001 & 😀 &nbsp;</d>\n <c>z</c>\n</a>'
    );
  });

  it('are the only difference: any text comes back with just them marked', () => {
    const unit = fc.constantFrom(
      'a',
      ' ',
      '\n',
      'é',
      '😀',
      '\uE000',
      '\uFFFD',
      '\0',
      '\u000B',
      '\u001F',
      '\uFFFF',
      '&',
      ';',
      '>',
      ']'
    );
    fc.assert(
      fc.property(
        fc.array(unit).map((units) => units.join('')),
        (text) => {
          const document = `<a>\n<b>${text}</b>\n<c>${text}</c></a>`;
          const root = parseXml(document);
          const marked = text.replaceAll(/[\0\u000B\u001F\uFFFF]/g, '\uFFFD');

          expect(root.children.map((child) => child.text)).to.deep.equal([marked, marked]);
          expect(Buffer.from(document).toString('utf8', root.children[1]?.start)).to.equal(`<c>${text}</c></a>`);
        }
      )
    );
  });

  it('are told by kind, at most three of them', () => {
    const sentence = forgivenText(parseXml('<a><b>\u0001\u0001\u0002\u0003\u0004&</b></a>').mended);

    expect(sentence).to.include('(U+0001, U+0002, U+0003 and 2 more)');
  });

  it('are not told of a document without them', () => {
    for (const text of ['<a><b>R &amp; D\t\u0085</b></a>', '<a><!-- & --><b>&#10;</b></a>']) {
      expect(parseXml(text).mended).to.deep.equal([]);
    }
  });
});
