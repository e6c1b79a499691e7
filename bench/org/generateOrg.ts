import { componentKey, decodeRawName } from '../../src/model/names/componentName.ts';
import { cutBatches } from '../../src/sync/plan/batches.ts';
import { byRequest } from '../../src/sync/plan/retrieveRounds.ts';
import { writeZip } from '../../standin/soap/writeZip.ts';
import { answersOf, type Component, type OrgAnswers } from './answersOf.ts';
import { APEX_TYPES, COMPOSITION } from './composition.ts';
import { filesOf } from './filesOf.ts';
import { seedsOf } from './seedsOf.ts';
import { createWorld } from './world.ts';

export type GeneratedOrg = {
  readonly components: readonly Component[];
  readonly answers: OrgAnswers;
  /** Metadata-format zips, cut as a sync cuts them. */
  readonly zips: readonly Buffer[];
};

/** One component after the other, so that a large org need not be in memory as a whole. */
export const componentsOf = function* (composition: typeof COMPOSITION): Generator<Component> {
  const world = createWorld(composition);
  for (const type of Object.keys(composition)) {
    for (const seed of seedsOf(type, world)) yield { ...seed, files: filesOf(seed, world) };
  }
};

/** The org of the benchmark: the same in every run, but for what is left out. */
export const generateOrg = (): { readonly whole: GeneratedOrg; readonly withoutApex: GeneratedOrg } => {
  const world = createWorld(COMPOSITION);
  const components = [...componentsOf(COMPOSITION)];
  const orgOf = (some: readonly Component[]): GeneratedOrg => ({
    components: some,
    answers: answersOf(some, world),
    zips: zipsOf(some),
  });
  return {
    whole: orgOf(components),
    withoutApex: orgOf(components.filter(({ entry }) => !APEX_TYPES.has(entry.type))),
  };
};

const zipsOf = (components: readonly Component[]): Buffer[] => {
  const wanted = components
    .map(({ entry, rawName, files }) => {
      const component = { type: entry.type, rawName, fullName: decodeRawName(rawName), packaged: false };
      return { entry, component, files };
    })
    .sort((a, b) => (componentKey(a.component) < componentKey(b.component) ? -1 : 1));
  const rounds = [wanted.filter(({ entry }) => !entry.companions), wanted.filter(({ entry }) => entry.companions)];
  const batches = rounds.flatMap((round) => byRequest(round).flatMap((group) => cutBatches(group)));
  // What comes along as companions is not read there: it costs the transport alone, and is left out.
  return batches.map((batch) => {
    const files = (batch as typeof wanted).flatMap((item) => item.files);
    return writeZip(new Map(files.map(([path, content]) => [`unpackaged/${path}`, content])));
  });
};
