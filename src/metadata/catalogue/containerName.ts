import type { ComponentName } from '../../model/componentName.ts';
import { childTypes } from './index.ts';

/** The container that a child's full name begins with; undefined for other types, and for names that have none in front. */
export const containerName = ({ type, fullName }: ComponentName): ComponentName | undefined => {
  const found = childTypes.get(type);
  const dot = fullName.indexOf('.');
  if (found === undefined || found.child.unprefixed || dot < 1) return undefined;
  return { type: found.parent.type, fullName: fullName.slice(0, dot) };
};
