import { hash as hashOf } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locate } from '../src/catalogue/locate.ts';
import { ENGINE_VERSION, readerVersion } from '../src/extract/extractorVersion.ts';
import { componentKey, type ComponentKey } from '../src/model/names/componentName.ts';
import { unpackMentions } from '../src/model/references/packMentions.ts';
import type { BuiltDocument } from '../src/sync/retrieve/buildDocument.ts';
import { readBatch } from '../src/sync/retrieve/readBatch.ts';
import { loadOrg } from '../standin/load/loadOrg.ts';
import { buildPackage } from '../standin/soap/buildPackage.ts';
import { writeZip } from '../standin/soap/writeZip.ts';
import { problemsOf, type ExpectedModel } from './compareExpected.ts';

const ROOT = join(import.meta.dirname, '..');
const FILE = join(ROOT, 'test', 'extract', 'expectedModel.json');

type Built = BuiltDocument & { readonly state: 'built' };

/** What the readers make of the sample org, when one retrieve brings all of it. */
export const expectedModel = async (): Promise<ExpectedModel> => {
  const documents = await sampleDocuments();
  const samples = new Map<string, string[]>();
  const models = new Map<string, string[]>();
  for (const { family, built } of documents) {
    for (const type of family) {
      samples.set(type, [...(samples.get(type) ?? []), built.document.hash]);
      models.set(type, [...(models.get(type) ?? []), ...linesOf(type, built)]);
    }
  }
  const types = [...samples].sort().map(([type, hashes]) => {
    const [sample, model] = [hashes, models.get(type) ?? []].map((lines) => short(lines.sort().join('\n')));
    return [type, { version: readerVersion(type), sample, model }] as const;
  });
  return { engine: ENGINE_VERSION, types: Object.fromEntries(types) } as ExpectedModel;
};

/** Each document of the sample, with the types that may be in one of its kind. */
const sampleDocuments = async (): Promise<ReadonlyArray<{ readonly family: readonly string[]; built: Built }>> => {
  const org = await loadOrg({ project: join(ROOT, 'test', 'sample-org') });
  const request = { types: [], version: org.apiVersion, singlePackage: true };
  const { entries } = buildPackage(org, request, { components: org.components, messages: [] });
  const leftOut = new Map<ComponentKey, readonly string[]>();
  const families = new Map<ComponentKey, readonly string[]>();
  for (const path of entries.keys()) {
    const { entry, fullName = '' } = locate(path) ?? {};
    if (entry === undefined) continue;
    const key = componentKey({ type: entry.type, fullName });
    leftOut.set(key, entry.companions?.leftOut ?? entry.requestDependent);
    families.set(key, [entry.type, ...entry.children.map(({ type }) => type)]);
  }
  const documents = readBatch({ fileNames: [], zip: writeZip(entries) }, leftOut, new Map(), {
    unreadable: [],
    warnings: [],
  });
  return [...documents].flatMap((built) =>
    built.state === 'built' ? [{ family: families.get(built.key) ?? [], built }] : []
  );
};

/** One line for each component of a type in a document: all that was made of it, in a fixed order. */
const linesOf = (type: string, { document, grants }: Built): string[] => {
  const mentions = unpackMentions(document.mentions);
  return document.components.flatMap((component, ordinal) => {
    const said = [mentions, grants].map((all) =>
      all
        .filter(({ from }) => from === ordinal)
        .map(canonical)
        .sort()
    );
    return component.type === type ? [canonical([component, ...said])] : [];
  });
};

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner
  );

/** Enough to tell two models apart. */
const short = (text: string): string => hashOf('sha256', text, 'hex').slice(0, 16);

/** Undefined where there is none, or one that a merge has left in pieces. */
export const storedModel = (): ExpectedModel | undefined => {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as ExpectedModel;
  } catch {
    return undefined;
  }
};

/** A type a line, so that changes are read, and merged, by types. */
const textOf = ({ engine, types }: ExpectedModel): string => {
  const lines = Object.entries(types).map(
    ([type, { version, sample, model }]) =>
      `    "${type}": { "version": ${String(version)}, "sample": "${sample}", "model": "${model}" }`
  );
  return `{\n  "engine": ${String(engine)},\n  "types": {\n${lines.join(',\n')}\n  }\n}\n`;
};

if (import.meta.main) {
  const [stored, now] = [storedModel(), await expectedModel()];
  const { unraised } = problemsOf(stored ?? now, now);
  if (unraised.length === 0) writeFileSync(FILE, textOf(now));
  for (const problem of unraised) process.stderr.write(`${problem}\n`);
  process.exitCode = unraised.length === 0 ? 0 : 1;
}
