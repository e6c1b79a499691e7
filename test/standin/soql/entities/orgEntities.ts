import type { Entity } from '../entity.ts';
import type { OrgView } from '../orgView.ts';

export function orgEntities(_view: OrgView): readonly Entity[] {
  return [];
}
