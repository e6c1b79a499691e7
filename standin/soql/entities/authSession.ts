import { salesforceId } from '../../salesforceId.ts';
import { columnsOf } from '../columns.ts';
import { entity } from '../entity.ts';
import type { LoginSession } from '../session.ts';

const c = columnsOf<LoginSession>();

/** Live sessions: an administrator sees those of all users, everybody else his own. `IsCurrent` marks the one that asks. */
export const authSession = entity({
  name: 'AuthSession',
  label: 'Auth Session',
  keyPrefix: '0Ak',
  columns: () => [
    c.id(({ username, created }) => salesforceId('0Ak', `AuthSession:${username}:${created.getTime()}`)),
    c.datetime('CreatedDate', ({ created }) => created.toISOString()),
    c.datetime('LastModifiedDate', ({ created }) => created.toISOString()),
    c.flag('IsCurrent', ({ isCurrent }) => isCurrent),
    c.picklist('LoginType', () => 'Remote Access 2.0'),
    c.picklist('SessionType', () => 'OauthRemoteAccess'),
    c.int('NumSecondsValid', () => 7200),
    c.reference('UsersId', 'User', ({ username }, { view }) => view.org.users.find((u) => u.username === username)?.id),
  ],
  rows: ({ logins = [], user, permissions }) =>
    logins.filter(({ username }) => permissions.has('ManageUsers') || username === user.username),
});
