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
  // A document's extension is part of its name.
  const sign = fullName.includes('/') ? fullName.lastIndexOf('/') : fullName.indexOf('.');
  return fullName.slice(sign + 1);
}

/** The installed package's namespace that a component carries: `acme` for `Account.acme__Score__c`. */
export function namespaceOf(type: string, fullName: string, namespaces: readonly string[]): string | undefined {
  if (type === 'InstalledPackage') return undefined;
  const part = ownPart(type, fullName);
  return namespaces.find((namespace) => part.startsWith(`${namespace}__`));
}

/** `Account.Score__c` of `Account.acme__Score__c`: what stands in front keeps the namespace that is its own. */
export function withoutOwnNamespace(type: string, fullName: string, namespace: string): string {
  const part = ownPart(type, fullName);
  return fullName.endsWith(part) && part.startsWith(`${namespace}__`)
    ? fullName.slice(0, -part.length) + part.slice(namespace.length + 2)
    : fullName;
}
