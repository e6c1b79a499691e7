import { join } from 'node:path';
import { expect } from 'chai';
import ModelDisplay from '../../src/commands/elements/model/display.ts';
import ModelList from '../../src/commands/elements/model/list.ts';
import ModelSearch from '../../src/commands/elements/model/search.ts';
import OrgDisplay from '../../src/commands/elements/org/display.ts';
import OrgList from '../../src/commands/elements/org/list.ts';
import SyncHistory from '../../src/commands/elements/sync/history.ts';
import type { ComponentVersion } from '../../src/model/component.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { elementsError } from '../../src/errors.ts';
import { documentOf, extractedOf, orgOf, publishRun, runOf, versionOf } from '../store/builders.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

const LONG = 'x'.repeat(100_000);

/** All that a person is shown at once; a screen holds 2,000 characters. */
const MOST = 100_000;

describe('names and texts of 100,000 characters', () => {
  let line: CommandLine;

  before(async () => {
    line = commandLine();
    const store = await openSqliteStore(join(line.folder, 'elements', 'elements.db'));
    await store.saveOrg(orgOf('acme', { alias: 'acme', name: `Acme ${LONG}`, edition: LONG }));
    const { document, contents } = documentOf('text', {
      components: [extractedOf('ApexClass:Long', { attributes: { formula: `${LONG}\n`.repeat(3), list: [LONG] } })],
    });
    await store.putDocuments('acme', [document], contents);
    const said = { label: LONG, description: `D${LONG}`, createdBy: LONG, lastModifiedBy: LONG };
    const odd: ComponentVersion = { ...versionOf(`ApexClass:${LONG}`), ...said };
    const origin = { path: 'classes/Long.cls', ordinal: 0 };
    await publishRun(store, runOf('acme', 'r1', { actor: LONG }), {
      added: [odd, { ...versionOf('ApexClass:Long', { path: 'classes/Long.cls' }), ...said }],
      documents: [{ path: origin.path, hash: document.hash, extractorVersion: document.extractorVersion }],
    });
    await store.close();
  });

  after(() => line.remove());

  for (const [command, ...args] of [
    [ModelList, '-o', 'acme'],
    [ModelSearch, 'xxx', '-o', 'acme'],
    [ModelDisplay, 'ApexClass:Long', '-o', 'acme'],
    [ModelDisplay, `ApexClass:${LONG}`, '-o', 'acme'],
    [OrgList],
    [OrgDisplay, '-o', 'acme'],
    [SyncHistory, '-o', 'acme'],
    [ModelDisplay, `ApexClass:Other${LONG}`, '-o', 'acme'],
    [ModelList, '-o', 'acme', '-t', LONG],
    [OrgDisplay, '-o', LONG],
  ] as ReadonlyArray<[Parameters<CommandLine['run']>[0], ...string[]]>) {
    const typed = args.map((arg) => arg.slice(0, 20)).join(' ');

    it(`are cut for a person, and whole in JSON: ${command.name} ${typed}`, async () => {
      const { output, error } = await line.run(command, args);
      const json = await line.run(command, [...args, '--json']);

      expect(output).to.include('…');
      expect(output.length).to.be.below(MOST);
      if (error !== undefined) expect(error.message.length).to.be.below(10_000);
      else if (json.result instanceof Array && json.result.length === 0) expect(json.output).to.include('"result": []');
      else expect(json.output.includes(LONG)).to.equal(true);
    });
  }

  it('are cut in the sentence of an error', () => {
    const { message } = elementsError('orgNotConnected', [LONG]);

    expect(message).to.include('…');
    expect(message.length).to.be.below(3_000);
  });
});
