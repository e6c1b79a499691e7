import { componentKey } from '../../src/model/names/componentName.ts';
import type { Store } from '../../src/store/store.ts';
import { EXTRACTOR, named, sha256 } from './builders.ts';
import { storedOf } from './playSteps.ts';
import { EVERY_NAME, ORGS, TEXTS } from './randomSteps.ts';

/** Ids are a store's own business. */
const withoutIds = (answers: unknown): unknown =>
  JSON.parse(JSON.stringify(answers, (name, value: unknown) => (name === 'componentId' ? undefined : value)));

const ofOrg = async (store: Store, orgKey: string): Promise<object> => ({
  org: await store.org(orgKey),
  runs: await store.runs(orgKey),
  lastPublished: await store.lastPublished(orgKey),
  counts: await store.counts(orgKey),
  known: (await store.known(orgKey)).sort((a, b) => (componentKey(a) < componentKey(b) ? -1 : 1)),
  documents: await store.documents(orgKey),
  all: await store.components(orgKey, {}),
  words: await store.components(orgKey, { text: 'été', limit: 3 }),
  references: await store.references(orgKey, {}),
  grants: await store.grants(orgKey, {}),
  byName: await Promise.all(
    EVERY_NAME.map(async (name) => {
      const key = componentKey(named(name));
      return {
        name,
        component: await store.component(orgKey, key),
        versions: await store.versions(orgKey, key),
        children: await store.components(orgKey, { parent: named(name) }),
        from: await store.references(orgKey, { from: key }),
        to: await store.references(orgKey, { to: key }),
        grantsOf: await store.grants(orgKey, { principal: key }),
        grantsOn: await store.grants(orgKey, { target: key }),
      };
    })
  ),
});

/** Every question of the view, asked about the whole little world of the random steps. */
export const answersOf = async (store: Store): Promise<unknown> =>
  withoutIds({
    orgs: await store.orgs({ all: true }),
    models: await Promise.all(ORGS.map((orgKey) => ofOrg(store, orgKey))),
    stored: await store.storedDocuments(
      'one',
      TEXTS.map((text) => storedOf(text).document.hash),
      EXTRACTOR
    ),
    contents: await Promise.all(TEXTS.map(async (text) => (await store.content('one', sha256(text)))?.length)),
  });
