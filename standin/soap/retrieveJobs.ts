import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobSchedule, ScheduledJob } from '../delays/jobSchedule.ts';
import { effectsOf, type Effect } from '../faults.ts';
import { Refusal } from '../refusal.ts';
import { salesforceId } from '../salesforceId.ts';
import type { Visibility } from '../visibleComponents.ts';
import type { World } from '../world.ts';
import { buildPackage, type Package } from './buildPackage.ts';
import { element } from './envelope.ts';
import type { RetrieveRequest } from './manifest.ts';
import { selectMembers, type Message, type Selection } from './selectMembers.ts';
import { leaveOut, spoilEntries, spoilZip } from './spoilRetrieve.ts';
import { writeZipInTurns } from './writeZip.ts';

type Outcome =
  | {
      readonly kind: 'done';
      readonly properties: string;
      readonly messages: readonly Message[];
      zip: Buffer | undefined;
    }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

type Job = { readonly scheduled: ScheduledJob; readonly outcome: Promise<Outcome> };

const tooLarge = (message: string): Outcome => ({
  kind: 'failed',
  code: 'LIMIT_EXCEEDED',
  message: `LIMIT_EXCEEDED: ${message}`,
});

/** What is asked for, and what the caller may see of it. */
type Asked = { readonly request: RetrieveRequest; readonly visible: Visibility };

type Content = { readonly selection: Selection; readonly content: Package };

async function run(world: World, { selection, content }: Content, effects: readonly Effect[]): Promise<Outcome> {
  const failure = effectsOf(effects, 'fail')[0];
  if (failure !== undefined)
    return { kind: 'failed', code: failure.code, message: `${failure.code}: ${failure.message}` };
  const { entries, properties } = content;
  const { retrieveBytes, retrieveFiles, retrieveZipBytes } = world.limits;
  if (filesIn(content) > retrieveFiles) return tooLarge(`Too many files in retrieve call, limit is: ${retrieveFiles}`);
  const bytes = [...entries.values()].reduce((sum, content) => sum + content.length, 0);
  if (bytes > retrieveBytes)
    return tooLarge(`Maximum size of request reached. Maximum size of request is ${retrieveBytes} bytes.`);
  // The request is answered first: zipping thousands of files takes a second.
  await nextTurn();
  const zip = await writeZipInTurns(spoilEntries(entries, effects));
  if (zip.length > retrieveZipBytes)
    return tooLarge(`Maximum size of request reached. Maximum size of request is ${retrieveZipBytes} bytes.`);
  const { messages } = selection;
  const isEmpty = effectsOf(effects, 'emptyZip').length > 0;
  return { kind: 'done', properties: isEmpty ? '' : properties, messages, zip: spoilZip(zip, effects) };
}

/** The manifest in the zip is not counted. */
const filesIn = ({ entries }: Package): number => entries.size - 1;

const status = (id: string, state: string, inside: string): string =>
  `<result>${inside}${element('id', id)}${element('status', state)}`;

/** Retrieves under way and done. A result is given out once. */
export class RetrieveJobs {
  readonly #jobs = new Map<string, Job>();
  readonly #schedule: JobSchedule;

  public constructor(schedule: JobSchedule) {
    this.#schedule = schedule;
  }

  /** Takes a request in; what it holds is fixed now, however late it is fetched. */
  public start(world: World, asked: Asked, effects: readonly Effect[]): string {
    if (this.#schedule.isFull()) {
      throw new Refusal(500, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.');
    }
    const id = salesforceId('09S', `retrieve ${this.#jobs.size}`);
    const selection = leaveOut(selectMembers(world, asked.request.types, asked.visible), effects);
    const content = buildPackage(world.org, asked.request, selection);
    const outcome = run(world, { selection, content }, effects);
    // Whoever asks for the status gets the error; until then it is nobody's.
    outcome.catch(() => undefined);
    const stuck = effectsOf(effects, 'stuckJob')[0];
    const scheduled = this.#schedule.add({
      work: { entries: filesIn(content), types: [...selection.components.values()].map(({ type }) => type) },
      moreMs: world.limits.retrieveMs,
      factor: effectsOf(effects, 'slowJob')[0]?.factor ?? 1,
      stuckIn: stuck === undefined ? undefined : (stuck.state ?? 'InProgress'),
    });
    this.#jobs.set(id, { scheduled, outcome });
    return id;
  }

  /** Lets the jobs that are stuck go on. */
  public release(): void {
    this.#schedule.release();
  }

  /** The inside of a checkRetrieveStatus answer. */
  public async check(id: string, includeZip: boolean): Promise<string> {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new Refusal(500, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    const state = this.#schedule.stateOf(job.scheduled);
    if (state !== 'done') {
      return `${status(id, state, element('done', false))}${element('success', false)}</result>`;
    }
    const outcome = await job.outcome;
    if (outcome.kind === 'failed') {
      const { code, message } = outcome;
      const inside = element('done', true) + element('errorMessage', message) + element('errorStatusCode', code);
      return `${status(id, 'Failed', inside)}${element('success', false)}<zipFile xsi:nil="true"/></result>`;
    }
    if (outcome.zip === undefined) throw new Refusal(500, 'INVALID_LOCATOR', 'Retrieve result has been deleted');
    const zip = includeZip ? element('zipFile', outcome.zip.toString('base64')) : '<zipFile xsi:nil="true"/>';
    if (includeZip) outcome.zip = undefined;
    const messages = outcome.messages
      .map(
        ({ fileName, problem }) => `<messages>${element('fileName', fileName)}${element('problem', problem)}</messages>`
      )
      .join('');
    return `${status(id, 'Succeeded', element('done', true) + outcome.properties)}${messages}${element('success', true)}${zip}</result>`;
  }
}
