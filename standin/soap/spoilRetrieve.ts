import { effectsOf, type Effect } from '../faults.ts';
import type { Selection } from './selectMembers.ts';

/** Whether a name fits a text in which `*` stands for anything. */
function fits(name: string, pattern: string): boolean {
  const literal = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`, 's').test(name);
}

/** What is left of a selection; of what goes, messages say why unless it goes silently. */
export function leaveOut(selection: Selection, effects: readonly Effect[]): Selection {
  const components = new Map(selection.components);
  const messages = [...selection.messages];
  for (const { member, every = 1, silent, problem } of effectsOf(effects, 'leaveOut')) {
    const patterns = typeof member === 'string' ? [member] : member;
    const fitting = [...components.keys()].filter((key) => patterns.some((pattern) => fits(key, pattern)));
    for (const key of fitting.filter((_, index) => (index + 1) % every === 0)) {
      components.delete(key);
      if (silent === true) continue;
      const colon = key.indexOf(':');
      const usual = `Entity of type '${key.slice(0, colon)}' named '${key.slice(colon + 1)}' cannot be found`;
      messages.push({ fileName: 'unpackaged/package.xml', problem: problem ?? usual });
    }
  }
  return { components, messages };
}

const isManifest = (path: string): boolean => path === 'package.xml' || path === 'unpackaged/package.xml';

/** The entries of the zip with what is planted, and without what is missing. */
export function spoilEntries(entries: ReadonlyMap<string, Buffer>, effects: readonly Effect[]): Map<string, Buffer> {
  const empty = effectsOf(effects, 'emptyZip')[0];
  const kept = [...entries].filter(([path]) => empty === undefined || (isManifest(path) && empty.bare !== true));
  const left = new Map(kept);
  for (const { path: text, every = 1 } of effectsOf(effects, 'missingFiles')) {
    const fitting = [...left.keys()].filter((path) => !isManifest(path) && path.includes(text ?? ''));
    for (const path of fitting.filter((_, index) => (index + 1) % every === 0)) left.delete(path);
  }
  for (const { path, content } of effectsOf(effects, 'zipEntry')) left.set(path, content);
  return left;
}

/** The bytes of the zip as the client is to get them. */
export function spoilZip(zip: Buffer, effects: readonly Effect[]): Buffer {
  if (effectsOf(effects, 'garbageZip').length > 0) return Buffer.from('This is not a zip file.');
  const cut = effectsOf(effects, 'truncateZip')[0];
  return cut === undefined ? zip : zip.subarray(0, Math.floor(zip.length * cut.keep));
}
