import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A project of one class, which is quickly synced; a login in the browser comes back to the port. */
export const projectFolder = (folder: string, port: number): void => {
  const classes = join(folder, 'force-app', 'classes');
  mkdirSync(classes, { recursive: true });
  const packageDirectories = [{ path: 'force-app', default: true }];
  writeFileSync(
    join(folder, 'sfdx-project.json'),
    JSON.stringify({ packageDirectories, oauthLocalPort: String(port) })
  );
  writeFileSync(join(classes, 'Only.cls'), 'public class Only {}\n');
  writeFileSync(
    join(classes, 'Only.cls-meta.xml'),
    '<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion></ApexClass>\n'
  );
};
