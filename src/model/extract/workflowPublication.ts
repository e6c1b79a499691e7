import type { ComponentReader } from './componentReader.ts';
import { flag, reading, text } from './readAttributes.ts';

/** What workflows do with a record as a whole: send it, publish it as an article. */
export const workflowPublication: ComponentReader = {
  attributes: reading({ action: text('action'), language: text('language'), protected: flag('protected') }),
};
