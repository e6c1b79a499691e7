import type { StandinComponent, StandinOrg } from './orgState.ts';

/** Folders of Lightning e-mail templates have a root element of their own; no listing returns them. */
export const isLightningFolder = ({ type, fileName }: StandinComponent, org: StandinOrg): boolean =>
  type === 'EmailFolder' && (org.files.get(`${fileName}-meta.xml`)?.includes('<EmailTemplateFolder') ?? false);
