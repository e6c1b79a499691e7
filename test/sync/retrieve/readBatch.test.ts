import { expect } from 'chai';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { componentKey } from '../../../src/model/names/componentName.ts';
import type { BuiltDocument } from '../../../src/sync/retrieve/buildDocument.ts';
import { readBatch, type BatchProblems } from '../../../src/sync/retrieve/readBatch.ts';

const META = '<ApexClass><apiVersion>66.0</apiVersion></ApexClass>';

const zipOf = async (files: Readonly<Record<string, string>>): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  return buffer(zip.outputStream);
};

/** Gives the entry of that name a compression method that nobody knows, in the central directory. */
const withUnknownMethod = (zip: Buffer, path: string): Buffer => {
  const copy = Buffer.from(zip);
  for (let at = copy.indexOf('PK\x01\x02'); at >= 0; at = copy.indexOf('PK\x01\x02', at + 4)) {
    if (
      copy
        .subarray(at + 46)
        .toString('latin1')
        .startsWith(path)
    )
      copy.writeUInt16LE(99, at + 10);
  }
  return copy;
};

type ReadBatch = BatchProblems & { readonly documents: readonly BuiltDocument[] };

const read = (zip: Buffer, ...names: string[]): ReadBatch => readListed(zip, [], 'ApexClass', ...names);

/** A zip of which Salesforce says that it holds these files. */
const readListed = (zip: Buffer, fileNames: readonly string[], type: string, ...names: string[]): ReadBatch => {
  const problems: BatchProblems = { unreadable: [], warnings: [] };
  const wanted = new Map(names.map((fullName) => [componentKey({ type, fullName }), []]));
  return { ...problems, documents: [...readBatch({ zip, fileNames }, wanted, new Map(), problems)] };
};

const keysOf = ({ documents }: ReadBatch): string[] => documents.map(({ key }) => key);

describe('reading a retrieved zip', () => {
  it('never takes half a component for the whole', async () => {
    const zip = await zipOf({ 'unpackaged/classes/A.cls': 'class A {}', 'unpackaged/classes/A.cls-meta.xml': META });

    const result = read(withUnknownMethod(zip, 'unpackaged/classes/A.cls'), 'A');

    expect(result.documents).to.deep.equal([]);
    expect(result.unreadable).to.have.lengthOf(1);
  });

  it('takes a companion without its file for unreadable', async () => {
    const result = read(await zipOf({ 'unpackaged/classes/A.cls-meta.xml': META }), 'A');

    expect(result.documents).to.deep.equal([]);
    expect(result.unreadable[0]).to.include({ fullName: 'A', reason: 'its file did not come' });
  });

  it('takes a file without its companion for unreadable', async () => {
    const result = read(await zipOf({ 'unpackaged/classes/A.cls': 'class A {}' }), 'A');

    expect(result.documents).to.deep.equal([]);
    expect(result.unreadable[0]).to.include({ fullName: 'A', reason: 'its -meta.xml file did not come' });
  });

  it('takes a bundle for unreadable that lacks a file of those that Salesforce names', async () => {
    const files = ['lwc/a/a.js', 'lwc/a/a.html', 'lwc/a/a.js-meta.xml'].map((path) => `unpackaged/${path}`);
    const [code = '', page = '', meta = ''] = files;
    const content = { [code]: 'export default 1;', [meta]: '<LightningComponentBundle/>' };

    const half = readListed(await zipOf(content), files, 'LightningComponentBundle', 'a');
    const whole = readListed(await zipOf({ ...content, [page]: '<p/>' }), files, 'LightningComponentBundle', 'a');

    expect(half.documents).to.deep.equal([]);
    expect(half.unreadable[0]?.reason).to.equal(`"${page}" did not come`);
    expect(keysOf(whole)).to.deep.equal(['LightningComponentBundle:a']);
  });

  it('takes a bundle without its companion for unreadable, which no list of files names', async () => {
    const code = 'unpackaged/lwc/a/a.js';

    const result = readListed(await zipOf({ [code]: 'export default 1;' }), [code], 'LightningComponentBundle', 'a');

    expect(result.documents).to.deep.equal([]);
    expect(result.unreadable[0]).to.include({ fullName: 'a', reason: 'its -meta.xml file did not come' });
  });

  it('takes nothing that was not asked for', async () => {
    const files = { 'unpackaged/classes/A.cls': 'class A {}', 'unpackaged/classes/A.cls-meta.xml': META };
    const more = { 'unpackaged/classes/B.cls': 'class B {}', 'unpackaged/classes/B.cls-meta.xml': META };

    expect(keysOf(read(await zipOf({ ...files, ...more }), 'A'))).to.deep.equal(['ApexClass:a']);
  });

  it('takes the first of two files that are one by their decoded names', async () => {
    const zip = await zipOf({
      'unpackaged/classes/A_1.cls': 'class A_1 {}',
      'unpackaged/classes/A%5F1.cls': 'class Other {}',
      'unpackaged/classes/A_1.cls-meta.xml': META,
    });

    const result = read(zip, 'A_1');

    expect(keysOf(result)).to.deep.equal(['ApexClass:a_1']);
    expect(result.warnings.join()).to.contain('it came twice');
  });
});
