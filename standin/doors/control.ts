import type { Control } from '../control.ts';
import type { Effect } from '../faults.ts';
import { Refusal } from '../refusal.ts';
import { jsonReply, type Call, type Exchange, type World } from '../world.ts';

type Input = Readonly<Record<string, unknown>>;

const text = (input: Input, key: string): string => {
  const value = input[key];
  if (typeof value !== 'string') throw new Refusal(400, 'BAD_CONTROL', `${key} must be a text`);
  return value;
};

const optionalText = (input: Input, key: string): string | undefined =>
  input[key] === undefined || input[key] === null ? undefined : text(input, key);

/** File contents come as `content` (text) or `contentBase64`. */
const bytes = (input: Input): Buffer =>
  typeof input['contentBase64'] === 'string'
    ? Buffer.from(input['contentBase64'], 'base64')
    : Buffer.from(text(input, 'content'));

const texts = (input: Input, key: string): string[] => {
  const value = input[key];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new Refusal(400, 'BAD_CONTROL', `${key} must be a list of texts`);
  }
  return value;
};

function effectOf(input: Input): Effect {
  const effect = input['effect'];
  if (typeof effect !== 'object' || effect === null) throw new Refusal(400, 'BAD_CONTROL', 'effect is missing');
  const given = effect as Input;
  if (given['kind'] === 'zipEntry') return { kind: 'zipEntry', path: text(given, 'path'), content: bytes(given) };
  return effect as Effect;
}

type Command = (control: Control, input: Input) => unknown;

const done = { ok: true };

const when = (input: Input): { times?: number | null; match?: string } => ({
  ...(input['times'] === undefined ? {} : { times: input['times'] as number | null }),
  ...(input['match'] === undefined ? {} : { match: text(input, 'match') }),
});

/** Each command of the control, by its name in `POST /__standin/NAME`. */
const commands: Readonly<Record<string, Command>> = {
  touch: (control, input) => control.touch(text(input, 'type'), text(input, 'fullName')),
  edit: (control, input) => control.edit(text(input, 'type'), text(input, 'fullName'), bytes(input)),
  read: (control, input) => ({ content: control.read(text(input, 'type'), text(input, 'fullName')) }),
  add: (control, input) =>
    control.add(text(input, 'type'), text(input, 'fullName'), bytes(input), optionalText(input, 'meta')),
  delete: (control, input) => control.delete(text(input, 'type'), text(input, 'fullName')),
  rename: (control, input) => control.rename(text(input, 'type'), text(input, 'fullName'), text(input, 'newFullName')),
  changeChild: (control, input) =>
    control.changeChild(text(input, 'type'), text(input, 'fullName'), (element) =>
      input['element'] === undefined
        ? element.replace(text(input, 'replace'), () => text(input, 'by'))
        : text(input, 'element')
    ),
  addChild: (control, input) => control.addChild(text(input, 'type'), text(input, 'parent'), text(input, 'element')),
  revokePermissions: (control, input) =>
    control.revokePermissions(text(input, 'username'), texts(input, 'permissions')),
  lackTypes: (control, input) => control.lackTypes(texts(input, 'types')),
  setUser: (control, input) =>
    control.setUser(text(input, 'username'), input['change'] as Parameters<Control['setUser']>[1]),
  setLimits: (control, input) => control.setLimits(input),
  revokeSessions: (control, input) => control.revokeSessions(optionalText(input, 'username')),
  revokeRefreshTokens: (control, input) => control.revokeRefreshTokens(optionalText(input, 'username')),
  signInAs: (control, input) => control.signInAs(optionalText(input, 'username')),
  alwaysRefresh: (control, input) => control.alwaysRefresh(input['always'] === true),
  ageSessions: (control, input) => control.ageSessions(Number(input['minutes'])),
  refreshSandbox: (control, input) =>
    control.refreshSandbox(
      text(input, 'orgId'),
      input['createdThere'] === undefined ? [] : texts(input, 'createdThere')
    ),
  setDelay: (control, input) => control.setDelay(text(input, 'operation'), Number(input['ms'])),
  fail: (control, input) =>
    control.fail(
      text(input, 'operation'),
      {
        code: text(input, 'code'),
        ...(input['status'] === undefined ? {} : { status: Number(input['status']) }),
        ...(input['message'] === undefined ? {} : { message: text(input, 'message') }),
      },
      when(input)
    ),
  plan: (control, input) => control.plan(text(input, 'operation'), effectOf(input), when(input)),
  lowerBound: (control, input) => control.lowerBound(texts(input, 'types')),
  heal: (control, input) => control.heal(optionalText(input, 'operation')),
};

function run(control: Control, command: Command, exchange: Exchange): unknown {
  try {
    const input = exchange.body.length === 0 ? {} : (JSON.parse(exchange.body.toString('utf8')) as Input);
    return command(control, input) ?? done;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, 'BAD_CONTROL', error instanceof Error ? error.message : String(error));
  }
}

/** The control door for tests in other processes; nothing of it is logged or counted. */
export function controlCall(world: World, control: Control, exchange: Exchange): Call | undefined {
  const name = /^\/__standin\/(\w+)$/.exec(exchange.path)?.[1];
  if (name === undefined) return undefined;
  const answer = (): unknown => {
    if (exchange.method === 'GET' && name === 'requests') return world.log.all();
    if (exchange.method === 'GET' && name === 'calls') return world.log.counts();
    if (exchange.method === 'POST' && name === 'forget') {
      world.log.clear();
      return done;
    }
    if (exchange.method === 'POST' && name === 'session') {
      const input = exchange.body.length === 0 ? {} : (JSON.parse(exchange.body.toString('utf8')) as Input);
      const username = optionalText(input, 'username') ?? world.org.users[0]?.username ?? '';
      return { username, accessToken: world.sessions.open(username) };
    }
    const command = exchange.method === 'POST' ? commands[name] : undefined;
    if (command === undefined) throw new Refusal(404, 'BAD_CONTROL', `there is no control ${exchange.method} ${name}`);
    return run(control, command, exchange);
  };
  return { door: 'control', operation: name, subject: '', answer: () => jsonReply(200, answer()) };
}
