import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Plugin } from '@oclif/core';
import { privateFolder, projectRoot, sfPath } from './realCli.ts';

const pluginFolder = join(privateFolder, 'plugin');

const modified = (path: string): number => (existsSync(path) ? statSync(path).mtimeMs : 0);

/**
 * A folder that stands for the plugin: its package.json, links to what is compiled, and a manifest made from it.
 * Without a manifest every call of sf imports every command; a manifest in the project's own folder would hide
 * commands that were written after it.
 */
const preparePluginFolder = async (): Promise<void> => {
  mkdirSync(pluginFolder, { recursive: true });
  for (const name of ['lib', 'messages', 'node_modules']) {
    const link = join(pluginFolder, name);
    if (!existsSync(link)) symlinkSync(join(projectRoot, name), link, 'junction');
  }
  const manifest = join(pluginFolder, 'oclif.manifest.json');
  const sources = ['package.json', 'lib/tsconfig.tsbuildinfo', 'messages'].map((name) =>
    modified(join(projectRoot, name))
  );
  if (modified(manifest) > Math.max(...sources)) return;
  rmSync(manifest, { force: true });
  copyFileSync(join(projectRoot, 'package.json'), join(pluginFolder, 'package.json'));
  const plugin = new Plugin({ root: pluginFolder, ignoreManifest: true, errorOnManifestCreate: true });
  await plugin.load();
  writeFileSync(manifest, JSON.stringify(plugin.manifest));
};

const isLinked = (dataFolder: string): boolean => {
  const path = join(dataFolder, 'package.json');
  return existsSync(path) && readFileSync(path, 'utf8').includes(JSON.stringify(pluginFolder));
};

/** Makes `sf elements` known to the CLI whose environment is given, and up to date with what is compiled. */
export const linkPlugin = async (environment: NodeJS.ProcessEnv): Promise<void> => {
  await preparePluginFolder();
  if (isLinked(environment.SF_DATA_DIR ?? '')) return;
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [sfPath, 'plugins', 'link', pluginFolder, '--no-install'],
    { env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 120_000 }
  );
  if (status !== 0) throw new Error(`The plugin could not be linked.\n${stdout}${stderr}`);
};
