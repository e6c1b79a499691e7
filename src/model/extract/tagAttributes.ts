/**
 * Attributes of the first tag of the name in a markup text, names in lower case: Visualforce and Aura take them in any
 * case, and their markup need not be well-formed XML. Undefined where there is no such tag.
 */
export const tagAttributes = (markup: string, tag: string): ReadonlyMap<string, string> | undefined => {
  const open = new RegExp(`<${tag}(?=[\\s/>])`, 'i').exec(markup);
  if (!open) return undefined;
  const attribute = /\s+([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
  attribute.lastIndex = open.index + open[0].length;
  const found = new Map<string, string>();
  for (let match = attribute.exec(markup); match; match = attribute.exec(markup)) {
    const [, name = '', double, single] = match;
    found.set(name.toLowerCase(), double ?? single ?? '');
  }
  return found;
};
