import { viewMessage } from '../view/viewMessage.ts';
import type { Screen } from './screen.ts';

/** Files that were written for a person to deploy, and what that person does next. */
export type Generated = { files: string[]; steps: string[] };

export const showGenerated = (screen: Screen, { files, steps }: Generated): void => {
  screen.logSuccess(viewMessage('generated'));
  for (const file of files) screen.log(`  ${file}`);
  screen.log();
  screen.log(viewMessage('generated.next'));
  steps.forEach((step, index) => screen.log(`  ${String(index + 1)}. ${step}`));
};
