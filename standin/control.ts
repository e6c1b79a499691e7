import { lowerBound, readingOf, type LowerBound } from './delays/lowerBound.ts';
import type { Effect } from './faults.ts';
import { changedParts } from './load/changedParts.ts';
import { childrenIn, deriveComponents, makeComponent, type DeriveContext } from './load/deriveComponents.ts';
import { installedNamespaces } from './load/installedNamespaces.ts';
import { epochDate } from './load/stampOf.ts';
import { encodeName } from './memberName.ts';
import { bundleOf, childTypes } from './metadataTypes.ts';
import { nestedStem } from './nestedName.ts';
import type { StandinComponent } from './orgState.ts';
import { salesforceId, toLongId } from './salesforceId.ts';
import type { Limits, World } from './world.ts';
import { joinXml, pieceText, splitXml } from './xml/splitXml.ts';

export type Failure = { readonly status?: number; readonly code: string; readonly message?: string };

export type When = {
  /** How often; once when not said, for ever with `Infinity` (over HTTP: `null`). */
  readonly times?: number | null;
  /** Only calls about something that contains this text. */
  readonly match?: string;
};

/** Edits the org, plans what is to go wrong, and tells what came in. Everything works while clients are connected. */
export class Control {
  readonly #world: World;
  #lastEdit = 0;

  public constructor(world: World) {
    this.#world = world;
  }

  /** Moves a component's date to now, as a save without a change does. */
  public touch(type: string, fullName: string): void {
    this.#stamp(this.#component(type, fullName));
    this.#changed();
  }

  /**
   * Replaces a file by any bytes, well-formed or not. Of a container, the children that changed get a new date, and it
   * gets one itself only where something beside its children changed.
   */
  public edit(type: string, fullName: string, content: string | Buffer): void {
    const component = this.#component(type, fullName);
    const before = this.#file(component);
    this.#world.org.files.set(component.fileName, Buffer.from(content));
    this.#adoptChildren(component);
    const changed = changedParts(component, before, this.#file(component));
    if (changed.own) this.#stamp(component);
    for (const key of changed.children) {
      const child = this.#world.org.components.get(key);
      if (child !== undefined) this.#stamp(child);
    }
    this.#changed();
  }

  /**
   * Saves a flow as a new version, which is the latest from now on and the one that a retrieve gives; the versions before
   * it stay in the org with their status.
   */
  public saveFlowVersion(fullName: string, content: string): void {
    const { org } = this.#world;
    const component = this.#component('Flow', fullName);
    const earlier = [
      ...(org.earlierFlowVersions?.get(fullName) ?? []),
      { id: component.id, content: this.#file(component) },
    ];
    this.#keepFlowVersions(fullName, earlier);
    component.id = salesforceId('301', `Flow:${fullName}-${String(earlier.length + 1)}`);
    org.files.set(component.fileName, Buffer.from(content));
    this.#stamp(component);
    this.#changed();
  }

  /** Runs a report, which moves no date but that of its last run. */
  public runReport(fullName: string, at: Date): void {
    const { org } = this.#world;
    this.#component('Report', fullName);
    org.reportRuns = new Map([...(org.reportRuns ?? []), [fullName, at.toISOString()]]);
    this.#changed();
  }

  /** The present text of a component's file. */
  public read(type: string, fullName: string): string {
    return this.#file(this.#component(type, fullName)).toString('utf8');
  }

  /** Adds a component of one file, with a meta file where its type wants one. */
  public add(type: string, fullName: string, content: string | Buffer, meta?: string | Buffer): void {
    const known = this.#world.catalogue.byName(type);
    if (known === undefined) throw new Error(`unknown metadata type ${type}`);
    const stem = nestedStem(known, encodeName(type, fullName));
    const fileName = `${known.directory}/${stem}${known.suffix === '' ? '' : `.${known.suffix}`}`;
    const files = new Map([[fileName, Buffer.from(content)]]);
    // An org gives no file of such a type without its companion.
    const companion = known.metaFile ? `<${type} xmlns="http://soap.sforce.com/2006/04/metadata"/>` : undefined;
    const given = meta ?? companion;
    if (given !== undefined) files.set(`${fileName}-meta.xml`, Buffer.from(given));
    for (const [path, bytes] of files) this.#world.org.files.set(path, bytes);
    for (const [key, component] of deriveComponents(files, this.#context())) {
      if (this.#world.org.components.has(key)) continue;
      this.#stamp(component, true);
      this.#world.org.components.set(key, component);
    }
    this.#changed();
  }

  /** Deletes a component with its files; a container goes with its children, a child leaves its container's date alone. */
  public delete(type: string, fullName: string): void {
    const component = this.#component(type, fullName);
    const { components, files } = this.#world.org;
    if (component.parent === undefined) {
      for (const path of this.#pathsOf(component)) files.delete(path);
      for (const [key, other] of components) if (this.#isChildOf(other, component)) components.delete(key);
      this.#nestedIn(component).forEach(({ type: inner, fullName: name }) => this.delete(inner, name));
    } else {
      this.#replaceChild(component, () => undefined);
    }
    components.delete(`${type}:${fullName}`);
    if (type === 'Flow') this.#keepFlowVersions(fullName, []);
    this.#changed();
  }

  /** Gives a component another full name; it keeps its id, as in an org. Children are renamed within their container. */
  public rename(type: string, fullName: string, newFullName: string): void {
    const component = this.#component(type, fullName);
    const { components } = this.#world.org;
    if (component.parent === undefined) this.#moveFiles(component, newFullName);
    else {
      const own = newFullName.slice(newFullName.startsWith(`${component.parent}.`) ? component.parent.length + 1 : 0);
      this.#replaceChild(component, (raw) =>
        raw.replace(/<fullName>[^<]*<\/fullName>/, `<fullName>${encodeName(type, own)}</fullName>`)
      );
    }
    components.delete(`${type}:${fullName}`);
    const renamed = { ...component, fullName: newFullName };
    components.set(`${type}:${newFullName}`, renamed);
    this.#stamp(renamed);
    this.#changed();
  }

  /**
   * Rewrites one child inside its container's file: `change` gets and gives the child's element. The child's date moves,
   * the container's does not, which is how Salesforce has it.
   */
  public changeChild(type: string, fullName: string, change: (element: string) => string): void {
    const component = this.#component(type, fullName);
    this.#replaceChild(component, change);
    this.#stamp(component);
    this.#changed();
  }

  /** Adds a child's element (`<fields>…</fields>`) to its container's file; the container's date stays. */
  public addChild(type: string, parent: string, element: string): void {
    const kind = childTypes.find(({ name }) => name === type);
    const container = this.#component(kind?.container ?? type, parent);
    const whole = splitXml(this.#file(container).toString('utf8'));
    if (whole === undefined) throw new Error(`${parent} is not well-formed`);
    this.#world.org.files.set(
      container.fileName,
      Buffer.from(joinXml(whole.root, [...whole.pieces.map(({ raw }) => raw), element]))
    );
    this.#adoptChildren(container);
    this.#changed();
  }

  public revokePermissions(username: string, permissions: readonly string[]): void {
    const user = this.#world.org.users.find((candidate) => candidate.username === username);
    if (user === undefined) throw new Error(`unknown user ${username}`);
    user.revokedPermissions = [...permissions];
    this.#changed();
  }

  /** Which metadata types the org does not have from now on: neither described nor listed. */
  public lackTypes(types: readonly string[]): void {
    this.#world.org.absentTypes = [...types];
    this.#changed();
  }

  public setUser(
    username: string,
    change: { isActive?: boolean; permissionSets?: string[]; permissionSetGroups?: string[]; sourceIp?: string }
  ): void {
    const user = this.#world.org.users.find((candidate) => candidate.username === username);
    if (user === undefined) throw new Error(`unknown user ${username}`);
    Object.assign(user, change);
    this.#changed();
  }

  public setLimits(limits: Partial<Limits>): void {
    Object.assign(this.#world.limits, limits);
  }

  /**
   * Makes another org of a sandbox, as a refresh does: another org id, new ids for what was created in the sandbox alone
   * (`Type:FullName`; what was copied from production keeps its own), and every session and refresh token is dead.
   */
  public refreshSandbox(orgId: string, createdThere: readonly string[] = []): void {
    const { org, sessions } = this.#world;
    if (!org.isSandbox || org.trialExpirationDate !== null) throw new Error('only a sandbox can be refreshed');
    org.orgId = toLongId(orgId);
    for (const name of createdThere) {
      const component = org.components.get(name);
      if (component === undefined) throw new Error(`the org has no ${name}`);
      component.id = salesforceId(component.id.slice(0, 3), `${orgId} ${name}`);
    }
    sessions.revokeSessions();
    sessions.revokeRefreshTokens();
    this.#changed();
  }

  /** Ends sessions (one user's, or all): the next call with them is refused, a refresh token still renews. */
  public revokeSessions(username?: string): void {
    this.#world.sessions.revokeSessions(username);
  }

  /** Who is at the browser from now on, whoever is expected; nobody in particular when not said. */
  public signInAs(username?: string): void {
    this.#world.sessions.atBrowser = username;
  }

  /** Whether signing in gives a refresh token even where none was asked for. */
  public alwaysRefresh(always: boolean): void {
    this.#world.sessions.alwaysRefresh = always;
  }

  /** Lets the sessions of this moment have begun earlier. */
  public ageSessions(minutes: number): void {
    this.#world.sessions.age(minutes);
  }

  /** How many sessions of a user are alive. */
  public liveSessions(username: string): number {
    return [...this.#world.sessions.live().values()].filter((session) => session.username === username).length;
  }

  /** Every session, refresh token and code that was ever given out, and every verifier that came in. */
  public secrets(): readonly string[] {
    return this.#world.sessions.secrets();
  }

  /** Whether a session still opens the org. */
  public isLive(accessToken: string): boolean {
    return this.#world.sessions.live().has(accessToken);
  }

  public revokeRefreshTokens(username?: string): void {
    this.#world.sessions.revokeRefreshTokens(username);
  }

  /** Every call of the operation (`*` for all) waits; 0 ends it. */
  public setDelay(operation: string, ms: number): void {
    this.#world.faults.clear(operation, 'delay');
    if (ms > 0) this.#world.faults.add({ operation, effect: { kind: 'delay', ms } });
  }

  /**
   * The operation is refused: HTTP 500 from SOAP and 400 elsewhere unless said otherwise. `retrieveJob` lets the
   * retrieve start and fail later.
   */
  public fail(operation: string, { status, code, message = code }: Failure, when: When = {}): void {
    this.plan(operation, { kind: 'fail', code, message, ...(status === undefined ? {} : { status }) }, when);
  }

  /** Any other effect: what `Effect` names. */
  public plan(operation: string, effect: Effect, { times = 1, match }: When = {}): void {
    const count = times === null || times === Number.POSITIVE_INFINITY ? {} : { times };
    this.#world.faults.add({ operation, effect, ...count, ...(match === undefined ? {} : { match }) });
  }

  /** Takes back all that is planned, or what is planned for one operation; jobs that are stuck go on. */
  public heal(operation?: string): void {
    this.#world.faults.clear(operation);
    if (operation === undefined || operation === 'retrieve' || operation === 'retrieveJob') {
      this.#world.retrieves.release();
    }
  }

  /** The time below which no client can read these types of the org with the delays that it has, see `lowerBound`. */
  public lowerBound(types: readonly string[]): LowerBound {
    const { delays } = this.#world;
    if (delays === undefined) throw new Error('the org has no delays');
    return lowerBound(delays.profile, readingOf(this.#world, new Set(types)));
  }

  #component(type: string, fullName: string): StandinComponent {
    const component = this.#world.org.components.get(`${type}:${fullName}`);
    if (component === undefined) throw new Error(`the org has no ${type} ${fullName}`);
    return component;
  }

  #file(component: StandinComponent): Buffer {
    const content = this.#world.org.files.get(component.fileName);
    if (content === undefined) throw new Error(`${component.type} ${component.fullName} has no file`);
    return content;
  }

  #context(): DeriveContext {
    const { catalogue, org } = this.#world;
    return { catalogue, namespaces: installedNamespaces(org.files.keys()), users: org.users };
  }

  #changed(): void {
    this.#world.org.revision += 1;
  }

  /**
   * Dates of edits never repeat, so that one edit after another is always later. What has no date of its own (standard
   * objects, settings) gets none by being edited.
   */
  #stamp(component: StandinComponent, created = false): void {
    if (component.lastModifiedDate === epochDate) return;
    this.#lastEdit = Math.max(this.#world.now().getTime(), this.#lastEdit + 1000);
    component.lastModifiedDate = new Date(this.#lastEdit).toISOString();
    component.lastModifiedById = this.#world.org.users[0]?.id ?? component.lastModifiedById;
    if (created) component.createdDate = component.lastModifiedDate;
  }

  #isChildOf(candidate: StandinComponent, container: StandinComponent): boolean {
    return candidate.parent === container.fullName && candidate.fileName === container.fileName;
  }

  /** Components with files of their own that go with the one they lie below. */
  #nestedIn({ type, fullName }: StandinComponent): StandinComponent[] {
    const { catalogue, org } = this.#world;
    const owner = catalogue.byName(type);
    if (owner?.nestedIn !== '') return [];
    const inner = (name: string): boolean => catalogue.byName(name)?.directory === owner.directory && name !== type;
    return [...org.components.values()].filter((one) => inner(one.type) && one.fullName.startsWith(`${fullName}.`));
  }

  #pathsOf({ fileName }: StandinComponent): string[] {
    const inBundle = (path: string): boolean => bundleOf(path) === fileName;
    return [...this.#world.org.files.keys()].filter(
      (path) => path === fileName || path === `${fileName}-meta.xml` || inBundle(path)
    );
  }

  #moveFiles(component: StandinComponent, newFullName: string): void {
    const { components, files } = this.#world.org;
    const oldFileName = component.fileName;
    const known = this.#world.catalogue.byName(component.type);
    const stemOf = (fullName: string): string => nestedStem(known, encodeName(component.type, fullName));
    const oldStem = stemOf(component.fullName);
    const at = oldFileName.lastIndexOf(oldStem);
    const newFileName = oldFileName.slice(0, at) + stemOf(newFullName) + oldFileName.slice(at + oldStem.length);
    for (const path of this.#pathsOf(component)) {
      const content = files.get(path);
      files.delete(path);
      if (content !== undefined) files.set(newFileName + path.slice(oldFileName.length), content);
    }
    for (const [key, child] of [...components]) {
      if (!this.#isChildOf(child, component)) continue;
      components.delete(key);
      const fullName = child.fullName.replace(`${component.fullName}.`, `${newFullName}.`);
      components.set(`${child.type}:${fullName}`, { ...child, fullName, fileName: newFileName, parent: newFullName });
    }
    component.fileName = newFileName;
  }

  #keepFlowVersions(fullName: string, earlier: ReadonlyArray<{ readonly id: string; readonly content: Buffer }>): void {
    const { org } = this.#world;
    org.earlierFlowVersions = new Map([...(org.earlierFlowVersions ?? []), [fullName, earlier]]);
  }

  /** Brings a container's children in line with its file: new ones come, missing ones go, the others stay as they are. */
  #adoptChildren(container: StandinComponent): void {
    const { components } = this.#world.org;
    const found = new Map(
      childrenIn(container, this.#file(container)).map((child) => [`${child.type}:${child.fullName}`, child])
    );
    for (const [key, other] of components)
      if (this.#isChildOf(other, container) && !found.has(key)) components.delete(key);
    for (const [key, identity] of found) {
      if (components.has(key)) continue;
      const child = makeComponent(identity, this.#context());
      this.#stamp(child, true);
      components.set(key, child);
    }
  }

  #replaceChild(child: StandinComponent, change: (element: string) => string | undefined): void {
    const text = this.#file(child).toString('utf8');
    const kind = childTypes.find(({ name }) => name === child.type);
    const own = child.fullName.startsWith(`${child.parent}.`)
      ? child.fullName.slice((child.parent ?? '').length + 1)
      : child.fullName;
    const piece = splitXml(text)?.pieces.find(
      (candidate) =>
        candidate.name === kind?.element &&
        [own, encodeName(child.type, own)].includes(pieceText(candidate, 'fullName') ?? '')
    );
    if (piece === undefined) throw new Error(`${child.fileName} does not hold ${child.fullName}`);
    const at = text.indexOf(piece.raw);
    const changed = change(piece.raw);
    // An org writes the file anew: a child that goes leaves no empty line behind.
    const before = changed === undefined ? text.slice(0, at).trimEnd() : text.slice(0, at);
    const after = text.slice(at + piece.raw.length);
    this.#world.org.files.set(child.fileName, Buffer.from(before + (changed ?? '') + after));
  }
}
