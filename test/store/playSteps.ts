import { componentKey, type ComponentName } from '../../src/model/names/componentName.ts';
import type { ComponentVersion, Publication, RunRecord, StoredDocument } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import {
  documentOf,
  extractedOf,
  EXTRACTOR,
  moment,
  named,
  orgOf,
  publicationOf,
  referenceOf,
  runOf,
  versionOf,
} from './builders.ts';
import type { Action, PublishStep, Step } from './randomSteps.ts';

export const storedOf = (text: string): ReturnType<typeof documentOf> =>
  documentOf(text, {
    components: [extractedOf('ApexClass:any', { attributes: { text } })],
    mentions: [{ from: 0, kind: 'calls', type: 'ApexClass', fullName: `mentioned in ${text}`, place: 'body' }],
  });

const put = async (store: Store, org: string, texts: readonly string[]): Promise<void> => {
  for (const { document, contents } of texts.map(storedOf)) {
    await store.putDocuments(org, [document], contents);
  }
};

const hashed = ({ hash, extractorVersion }: StoredDocument) => ({ hash, extractorVersion });

const versionFor = (name: ComponentName, { label, text, parent }: Action, index: number): ComponentVersion =>
  versionOf(`${name.type}:${name.fullName}`, {
    lastModifiedDate: moment(index),
    ...(label === undefined ? {} : { label }),
    ...(parent === undefined ? {} : { parent: named(parent) }),
    ...(text === undefined
      ? {}
      : {
          origin: { documentHash: storedOf(text).document.hash, extractorVersion: EXTRACTOR, ordinal: 0 },
          facts: { from: text },
        }),
  });

const CHANGES = { update: 'updated', reread: 'reread', touch: 'touched', rename: 'renamed' } as const;

/**
 * What a pipeline could publish, made of random wishes: those that contradict the model or each other are left out.
 * Component ids are the store's own, so the same wishes are translated for each store.
 */
const toPublication = async (store: Store, step: PublishStep, run: RunRecord, index: number): Promise<Publication> => {
  const known = new Map((await store.known(step.org)).map((component) => [componentKey(component), component]));
  const wishes = new Map(step.actions.map((action) => [componentKey(named(action.name)), action]));
  const leaving = new Set(
    [...wishes]
      .filter(([key, { fate }]) => known.has(key) && (fate === 'delete' || fate === 'rename'))
      .map(([key]) => key)
  );
  const taken = new Set([...known.keys()].filter((key) => !leaving.has(key)));
  const added: ComponentVersion[] = [];
  const changed: Array<Publication['changed'][number]> = [];
  const deleted: number[] = [];
  const missing: Array<Publication['missing'][number]> = [];
  const found: number[] = [];
  for (const [key, action] of wishes) {
    const component = known.get(key);
    const { type, fullName } = named(action.name);
    if (component === undefined) {
      const spelled = action.to === action.to.toUpperCase() ? fullName.toUpperCase() : fullName;
      if (action.fate !== 'add' || taken.has(key)) continue;
      taken.add(key);
      added.push(versionFor({ type, fullName: spelled }, action, index));
      continue;
    }
    const { componentId } = component;
    if (action.fate === 'delete') deleted.push(componentId);
    else if (action.fate === 'miss') {
      missing.push({ componentId, missing: { reason: `step ${index}`, lastSeen: run.number } });
    } else if (action.fate === 'find') found.push(componentId);
    else if (action.fate === 'rename') {
      const target = { type, fullName: action.to };
      const free = !taken.has(componentKey(target));
      // Not free: it goes instead of taking somebody's name.
      if (free) {
        taken.add(componentKey(target));
        changed.push({ componentId, change: 'renamed', version: versionFor(target, action, index) });
      } else deleted.push(componentId);
    } else if (action.fate !== 'add' && action.fate !== 'keep') {
      changed.push({ componentId, change: CHANGES[action.fate], version: versionFor(component, action, index) });
    }
  }
  return publicationOf(run, {
    added,
    changed,
    deleted,
    missing,
    found,
    documents: step.documents.map(({ path, text }) => ({ path, ...hashed(storedOf(text).document) })),
    removedDocuments: step.removedDocuments,
    references: step.references.map(({ from, to }) => ({
      from: named(from),
      to: to.map(({ to: target, kind, place, confidence }) =>
        referenceOf(from, target, { kind, confidence, ...(place === undefined ? {} : { place }) })
      ),
    })),
    grants: step.grants.map(({ principal, targets }) => ({
      principal: named(principal),
      grants: targets.map(({ target, rights }) => ({ principal: named(principal), target: named(target), rights })),
    })),
  });
};

/** Plays one step into a store; dead runs are taken over. What was pruned is returned. */
export const play = async (store: Store, step: Step, index: number): Promise<unknown> => {
  if (step.kind === 'erase') return void (await store.eraseOrg(step.org));
  if (step.kind === 'prune') {
    if ((await store.org(step.org)) === undefined) return undefined;
    return store.prune(step.org, { before: moment((index - step.keep) * 10) }, () => false);
  }
  if ((await store.org(step.org)) === undefined) await store.saveOrg(orgOf(step.org, { connectedAt: moment(index) }));
  const run = runOf(step.org, `run ${index}`, { startedAt: moment(index * 10), leaseUntil: moment(index * 10 + 15) });
  const begun = await store.beginRun(run, () => false);
  if (!('begun' in begun)) throw new Error('A dead run was in the way');
  if (step.kind === 'publish') {
    await put(store, step.org, [
      ...step.documents.map(({ text }) => text),
      ...step.actions.flatMap(({ text }) => text ?? []),
    ]);
    await store.publish(await toPublication(store, step, begun.begun, index));
    return undefined;
  }
  await put(store, step.org, [step.text]);
  if (step.kind === 'fail')
    await store.saveRun({ ...begun.begun, state: 'failed', finishedAt: moment(index * 10 + 1) });
  return undefined;
};
