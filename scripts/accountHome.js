// Loaded before a program by `node --import`: what the operating system says of the account's home folder is then what
// TEST_ACCOUNT_HOME says, so that tests and trials leave nothing in the real one. Empty: there is no account.
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

const { userInfo } = os;

os.userInfo = (options) => {
  const home = process.env.TEST_ACCOUNT_HOME;
  if (home === '') throw Object.assign(new Error('uv_os_get_passwd returned ENOENT'), { code: 'ERR_SYSTEM_ERROR' });
  const found = userInfo(options);
  return home === undefined ? found : { ...found, homedir: home };
};
syncBuiltinESMExports();
