/** Full name of what code calls `namespace.Name`; `c` is the org's own namespace. */
export const inNamespace = (namespace: string, name: string): string =>
  namespace === 'c' ? name : `${namespace}__${name}`;
