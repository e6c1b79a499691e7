/** Namespaces of the packages that a project's `installedPackages` folder names. */
export function installedNamespaces(paths: Iterable<string>): string[] {
  return [...paths]
    .map((path) => /^installedPackages\/(.+)\.installedPackage$/.exec(path)?.[1])
    .filter((name) => name !== undefined);
}

/** The part of a full name that tells whether the component itself is packaged, not only what it belongs to. */
function ownPart(type: string, fullName: string): string {
  if (type === 'Layout') return fullName.slice(fullName.indexOf('-') + 1);
  if (type === 'CustomObjectTranslation') return fullName.slice(0, fullName.lastIndexOf('-'));
  return fullName.slice(Math.max(fullName.lastIndexOf('.'), fullName.lastIndexOf('/')) + 1);
}

/** The installed package's namespace that a component carries: `acme` for `Account.acme__Score__c`. */
export function namespaceOf(type: string, fullName: string, namespaces: readonly string[]): string | undefined {
  if (type === 'InstalledPackage') return undefined;
  const part = ownPart(type, fullName);
  return namespaces.find((namespace) => part.startsWith(`${namespace}__`));
}
