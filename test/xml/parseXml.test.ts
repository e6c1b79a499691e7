import { expect } from 'chai';
import fc from 'fast-check';
import { parseStrictly, parseXml, XmlError } from '../../src/xml/parseXml.ts';
import { parsePlainXml } from '../../src/xml/plainXml.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../../src/xml/xmlElement.ts';

const errorOf = (text: string): XmlError => {
  try {
    parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) return error;
    throw error;
  }
  throw new Error('the document was accepted');
};

/** Everything that an element says, and all that is in it. */
const whole = ({ name, attributes, text, start, end, children }: XmlElement): object => ({
  ...{ name, attributes: { ...attributes }, text, start, end },
  children: children.map(whole),
});

describe('parsing XML', () => {
  it('gives names without prefixes, texts and attributes, and drops namespace declarations', () => {
    const root = parseXml(
      '<m:Flow xmlns:m="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://x"><m:label>A &amp; B</m:label><value xsi:nil="true"/></m:Flow>'
    );

    expect(root.name).to.equal('Flow');
    expect(Object.keys(root.attributes)).to.deep.equal([]);
    expect(textOf(root, 'label')).to.equal('A & B');
    expect(childOf(root, 'value')?.attributes['nil']).to.equal('true');
  });

  it('puts CDATA, comments and character references together into one text', () => {
    const root = parseXml('<a><b>one<!-- no -->&#32;<![CDATA[<two>]]></b></a>');

    expect(textOf(root, 'b')).to.equal('one <two>');
  });

  it('gives no text to an element that holds elements', () => {
    const root = parseXml('<a>\n  <b>1</b>\n  <b>2</b>\n</a>');

    expect(root.text).to.equal('');
    expect(childrenOf(root, 'b').map((each) => each.text)).to.deep.equal(['1', '2']);
  });

  it('gives offsets that cut each element out of its text', () => {
    const text = '\uFEFF<?xml version="1.0"?>\n<a>\n  <b x="1"\n>é😀</b>\n  <c/>\n  <d ></d >\n</a>\n';

    const root = parseXml(text);

    const slices = [root, ...root.children].map(({ start, end }) => Buffer.from(text).toString('utf8', start, end));
    expect(slices).to.deep.equal([text.trim().slice(22), '<b x="1"\n>é😀</b>', '<c/>', '<d ></d >']);
  });

  it('reads any tree back as it was written', () => {
    type Node = { name: string; children: Node[]; text: string };
    const { node: tree } = fc.letrec<{ node: Node }>((tie) => ({
      node: fc.record({
        name: fc.constantFrom('a', 'fields', 'fullName'),
        children: fc.oneof({ maxDepth: 4 }, fc.constant<Node[]>([]), fc.array(tie('node'), { maxLength: 3 })),
        text: fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[^\P{C}\n]/gu, '')),
      }),
    }));
    const escape = (text: string): string =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const write = ({ name, children, text }: Node): string =>
      `<${name}>${children.length > 0 ? children.map(write).join('\n') : escape(text)}</${name}>`;
    const shape = ({ name, children, text }: Node): Node => ({
      name,
      children: children.map(shape),
      text: children.length > 0 ? '' : text,
    });
    const read = ({ name, children, text }: XmlElement): Node => ({ name, children: children.map(read), text });

    fc.assert(
      fc.property(tree, (node) => {
        const text = write(node);
        const root = parseXml(text);
        expect(read(root)).to.deep.equal(shape(node));
        expect(Buffer.from(text).toString('utf8', root.start, root.end)).to.equal(text);
      })
    );
  });

  it('refuses a document type declaration, and so every entity of its own', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "boom"><!ENTITY y "&x;&x;&x;">]>\n<a>&y;</a>';

    expect(errorOf(bomb).message).to.include('document type declaration');
  });

  it('refuses more than 200 levels, and takes 200', () => {
    const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);

    expect(parseXml(nested(200)).name).to.equal('a');
    expect(errorOf(nested(201)).message).to.include('200 levels');
  });

  for (const [what, text] of [
    ['an empty text', ''],
    ['a text that is not XML', 'Service Unavailable'],
    ['a document that ends too early', '<a><b>1</b>'],
    ['crossed tags', '<a><b></a></b>'],
    ['a second root', '<a/><b/>'],
    ['a document that ends too early, with a bare ampersand', '<a>R & D'],
    ['a document that ends inside a reference', '<a>R &am'],
    ['crossed tags around an unknown entity', '<a><b>&nbsp;</a></b>'],
    ['a control character in a tag', '<a\u0001>x</a\u0001>'],
    ['a control character behind the root', '<a/>\u0000'],
    ['a tag inside a tag', '<a <b/>>&</a>'],
    ['an attribute without an end', '<a x="1>&</a>'],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(errorOf(text)).to.be.instanceOf(XmlError);
    });
  }

  it('refuses bytes that are not UTF-8 in a tag', () => {
    expect(() => parseXml(Buffer.from('<a\xff>x</a\xff>', 'latin1'))).to.throw(XmlError, 'UTF-8');
  });

  it('says the line and keeps the message short whatever the document holds', () => {
    const error = errorOf(`<a>\n\n</${'secret'.repeat(200)}>`);

    expect(error.line).to.equal(3);
    expect(error.message.length).to.be.at.most(200);
  });

  it('reads plain documents the fast way just as the strict way reads them, and leaves the others to it', () => {
    const piece = fc.constantFrom(
      ...['<a>', '</a>', '<b x="1" xsi:nil=\'true\'>', '</b>', '<c/>', '<d />', '<m:a>', '</m:a>', '<a:b:c>'],
      ...['<a x="1" x="2">', '<a x="&amp;">', '<a x="1"y="2">', '<a x = "1">', '<a xmlns="u" xmlns:m="v" m:x="3">'],
      ...[
        'text',
        ' ',
        '\n',
        '&amp;',
        '&lt;&gt;&quot;&apos;',
        '&nbsp;',
        '&#65;',
        '&',
        '>',
        ']]>',
        '\u0001',
        '\r',
        'é',
        '😀',
      ],
      ...[
        '\uFEFF',
        '\uFFFE',
        '<!-- c -->',
        '<![CDATA[x]]>',
        '<?p i?>',
        '<!DOCTYPE a>',
        '<',
        '</a >',
        '<1>',
        '<é>',
        '</',
      ]
    );
    const begin = fc.constantFrom(
      '',
      '<?xml version="1.0" encoding="UTF-8"?>\n',
      '<?xml version="1.1"?>',
      ' ',
      '\uFEFF'
    );
    const balanced = fc.array(piece, { maxLength: 5 }).map((pieces) => `<a>${pieces.join('')}</a>`);
    const any = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

    fc.assert(
      fc.property(begin, fc.oneof(balanced, any), (head, body) => {
        const utf8 = Buffer.from(head + body);
        const plain = parsePlainXml(utf8);
        if (plain !== undefined) expect(whole(plain)).to.deep.equal(whole(parseStrictly(utf8)));
      }),
      { numRuns: 2000 }
    );
    expect(parsePlainXml(Buffer.from('<a x="1">\n  <b>R &amp; D</b>\n  <c/>\n</a>\n'))).to.not.equal(undefined);
  });
});
