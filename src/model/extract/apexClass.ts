import { apexHeader } from './apexHeader.ts';
import type { ComponentReader } from './componentReader.ts';
import { number, readAttributes, text } from './readAttributes.ts';
import { sourceSize } from './sourceSize.ts';

const READERS = { apiVersion: number('apiVersion'), status: text('status') };

export const apexClass: ComponentReader = {
  attributes: ({ element, body }) => ({
    ...readAttributes(element, READERS),
    ...sourceSize(body),
    ...apexHeader(body),
  }),
};
