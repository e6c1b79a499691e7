import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SourceFile } from '../../src/connections/generatedSource.ts';

const SAMPLE_ORG = join(import.meta.dirname, '..', 'sample-org');
export const SYNC_USER = 'sync@pedalwerk.example';

/** Sample components that nothing else in the sample org stands for: reports and dashboards in folders open to all. */
const OPEN_FOLDERS = [
  ['reports/Open.reportFolder-meta.xml', 'ReportFolder', '<accessType>Public</accessType><name>Open</name>'],
  ['reports/Open/Bikes.report-meta.xml', 'Report', '<format>Tabular</format><name>Bikes</name>'],
  ['dashboards/Open.dashboardFolder-meta.xml', 'DashboardFolder', '<accessType>Public</accessType><name>Open</name>'],
  ['dashboards/Open/Bikes.dashboard-meta.xml', 'Dashboard', '<title>Bikes</title>'],
] as const;

/** A copy of the sample org into which generated files were put, with a user who has what they give. */
export const orgWithSyncUser = (files: readonly SourceFile[]): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'sync-user-'));
  cpSync(SAMPLE_ORG, path, { recursive: true });
  const source = join(path, 'force-app', 'main', 'default');
  const write = (file: SourceFile): void => {
    mkdirSync(dirname(join(source, file.path)), { recursive: true });
    writeFileSync(join(source, file.path), file.content);
  };
  files.forEach(write);
  for (const [at, type, inside] of OPEN_FOLDERS) {
    const content = `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${inside}</${type}>\n`;
    write({ path: at, content });
  }
  const configPath = join(path, 'config', 'standin-org.json');
  const config = JSON.parse(readFileSync(configPath, 'utf8')) as { users: object[] };
  config.users.push({
    username: SYNC_USER,
    name: 'Sync User',
    profile: 'Integration-Elements',
    permissionSets: ['System_Elements_Sync'],
  });
  writeFileSync(configPath, JSON.stringify(config));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};
