import type { ComponentReader } from './componentReader.ts';
import { number, readAttributes, text } from './readAttributes.ts';
import { sourceSize } from './sourceSize.ts';
import { triggerHeader } from './triggerHeader.ts';

const READERS = { apiVersion: number('apiVersion'), status: text('status') };

export const apexTrigger: ComponentReader = {
  attributes: ({ element, body }) => ({
    ...readAttributes(element, READERS),
    ...sourceSize(body),
    ...triggerHeader(body),
  }),
  mentions: ({ body }) => {
    const header = triggerHeader(body);
    return header ? [{ kind: 'runs on', type: 'CustomObject', fullName: header.object, place: 'trigger' }] : [];
  },
};
