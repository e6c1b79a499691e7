import { expect } from 'chai';
import fc from 'fast-check';
import { callForRows } from '../../src/salesforce/calls/metadataCall.ts';
import { createRowScanner } from '../../src/salesforce/calls/rowScanner.ts';
import { TransportFault } from '../../src/salesforce/faults/salesforceFault.ts';
import { rememberSecrets } from '../../src/secrets/liveSecrets.ts';
import { textOf, type XmlElement } from '../../src/xml/xmlElement.ts';
import { answeringSession } from './answeringSession.ts';

const nameOf = (row: XmlElement): string => textOf(row, 'fullName') ?? '?';

const scan = (answer: string, cuts: readonly number[] = []): { names: string[]; rest: string } => {
  const bytes = Buffer.from(answer);
  const names: string[] = [];
  const scanner = createRowScanner((row) => names.push(nameOf(row)));
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  for (const [index, end] of [...places, bytes.length].entries()) {
    scanner.push(bytes.subarray(places[index - 1] ?? 0, end));
  }
  return { rest: scanner.end().toString(), names };
};

const rows = (names: readonly string[], tag = '<result>'): string =>
  names.map((name) => `${tag}<fullName>${name}</fullName></result>`).join('\n');

const answerWith = (inside: string): string =>
  `<?xml version="1.0"?><Envelope><Body><listMetadataResponse>${inside}</listMetadataResponse></Body></Envelope>`;

/** More than are parsed at once. */
const many = Array.from({ length: 30_000 }, (_, index) => `Näme_${String(index)}`);

describe('taking the rows out of a listing', () => {
  it('gives each of them, and the answer without them', () => {
    expect(scan(answerWith(rows(['A', 'B &amp; C', '駐'])))).to.deep.equal({
      names: ['A', 'B & C', '駐'],
      rest: answerWith(''),
    });
  });

  it('hides in them what this program must not give away', () => {
    const token = 'AQ.c0ffee4d9f2b7a1e8c3d6b5a4f7e9d2c1b8a';
    rememberSecrets(`00D000000000001!${token}`);

    const { names } = scan(answerWith(rows(['A', token, `${token} twice`])));

    expect(names).to.deep.equal(['A', '***', '*** twice']);
  });

  it('knows them with attributes', () => {
    expect(scan(answerWith(rows(['A'], '<result xsi:type="FileProperties">'))).names).to.deep.equal(['A']);
  });

  it('gives the same however the answer was cut on its way', () => {
    const answer = answerWith(rows(['A', '駐', 'C']));

    fc.assert(
      fc.property(fc.array(fc.nat()), (cuts) => {
        expect(scan(answer, cuts)).to.deep.equal({ names: ['A', '駐', 'C'], rest: answerWith('') });
      })
    );
  });

  it('gives more than are parsed at once, in their order', () => {
    const pieces = Array.from({ length: 200 }, (_, index) => index * 9973);

    expect(scan(answerWith(rows(many)), pieces)).to.deep.equal({ names: many, rest: answerWith('') });
  });

  for (const answer of [answerWith(''), '<html><body>no</body></html>', '', 'x'.repeat(3_000_000)]) {
    it(`leaves an answer without rows as it is (${answer.slice(0, 20)})`, () => {
      expect(scan(answer)).to.deep.equal({ names: [], rest: answer });
    });
  }

  const listed = (text: string): Promise<unknown> =>
    callForRows(
      answeringSession(() => ({ status: 200, text })),
      'listMetadata',
      '',
      { read: nameOf }
    ).catch((error: unknown) => error);

  it('reads rows under a prefix, too', async () => {
    const answer = '<e:Envelope><e:Body><m:listMetadataResponse>INSIDE</m:listMetadataResponse></e:Body></e:Envelope>';

    expect(await listed(answer.replace('INSIDE', '<m:result><m:fullName>A</m:fullName></m:result>'))).to.deep.equal([
      'A',
    ]);
  });

  for (const [what, text] of [
    ['ends behind a row', answerWith(rows(['A', 'B'])).replace(/<\/listMetadataResponse>.*$/s, '')],
    ['ends within a row', answerWith(rows(['A', 'B'])).slice(0, -80)],
    ['holds a row that is not well-formed', answerWith('<result><fullName>A</result>')],
    ['is another call’s', answerWith(rows(['A'])).replaceAll('listMetadata', 'readMetadata')],
    ['has text in place of XML', 'Down for maintenance'],
  ] as const) {
    it(`takes no row for true when the answer ${what}`, async () => {
      expect(await listed(text)).to.be.instanceOf(TransportFault);
    });
  }
});
