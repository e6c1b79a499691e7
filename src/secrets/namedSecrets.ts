/** Of each token by its look: a session id with its org's id, a refresh token, a JWT. */
const SHAPES = /00D[0-9A-Za-z]{12,15}![\w.]+|5Aep[\w.-]{8,}|eyJ[\w-]{8,}(?:\.[\w-]+){1,4}/g;

/** More of them in one text are no tokens of one login: the rest is left out. */
export const MOST_SECRETS = 50;

/**
 * The values that stand under some names in what a token endpoint answers, however odd the answer is: JSON of any depth, a
 * form, or a text that is neither. With `shapes`, also what looks like a token of Salesforce under any other name. A value
 * that is no text is taken as it would be written.
 */
export const namedSecrets = (text: string, names: ReadonlySet<string>, shapes: 'shapes' | 'no shapes'): string[] => {
  const json = parse(text);
  const found = json === undefined ? [...inForm(text, names), ...inPieces(text, names)] : inJson(json, names);
  const shaped = shapes === 'shapes' ? (text.match(SHAPES) ?? []) : [];
  return [...new Set([...found, ...shaped].map((value) => value.trim()))].filter(Boolean).slice(0, MOST_SECRETS);
};

const parse = (text: string): unknown => {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
};

/** Without recursion: a server may nest as deeply as it likes. */
const inJson = (json: unknown, names: ReadonlySet<string>): string[] => {
  const found: string[] = [];
  const open: Array<{ readonly value: unknown; readonly isNamed: boolean }> = [{ value: json, isNamed: false }];
  for (let next = open.pop(); next !== undefined && found.length < MOST_SECRETS; next = open.pop()) {
    const { value, isNamed } = next;
    if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        open.push({ value: inner, isNamed: isNamed || names.has(name.toLowerCase()) });
      }
    } else if (isNamed && (typeof value === 'string' || typeof value === 'number')) found.push(String(value));
  }
  return found;
};

const inForm = (text: string, names: ReadonlySet<string>): string[] =>
  [...new URLSearchParams(text.replace(/^[^?#]*[?#]/, ''))].flatMap(([name, value]) =>
    names.has(name.toLowerCase()) ? [value] : []
  );

/** Of JSON that broke off: whole values alone, because half a token ends nothing. */
const inPieces = (text: string, names: ReadonlySet<string>): string[] =>
  [...text.matchAll(/"(\w{1,40})"\s*:\s*"([^"\\]{1,10000})"/g)].flatMap(([, name = '', value = '']) =>
    names.has(name.toLowerCase()) ? [value] : []
  );
