import type { MetadataType } from './metadataTypes.ts';

/** Full name of a file by its path below the type's directory, without suffix; undefined where it lies in the wrong place. */
export function nestedName({ nestedIn }: MetadataType, stem: string): string | undefined {
  if (nestedIn === undefined) return stem;
  const [owner, ...below] = stem.split('/');
  const name = below.pop();
  if (name === undefined || below.join('/') !== nestedIn) return undefined;
  if (nestedIn === '') return name === owner ? name : undefined;
  return `${owner}.${name}`;
}

/** The other way round: `FY26.By_ZIP` lies at `FY26/rules/By_ZIP`. */
export function nestedStem(type: MetadataType | undefined, fullName: string): string {
  const nestedIn = type?.nestedIn;
  if (nestedIn === undefined) return fullName;
  if (nestedIn === '') return `${fullName}/${fullName}`;
  const dot = fullName.indexOf('.');
  return `${fullName.slice(0, dot)}/${nestedIn}/${fullName.slice(dot + 1)}`;
}
