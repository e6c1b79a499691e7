/** A refusal as the REST API words it. */
export class SoqlError extends Error {
  public readonly status: number;
  public readonly errorCode: string;

  public constructor(errorCode: string, message: string, status = 400) {
    super(message);
    this.errorCode = errorCode;
    this.status = status;
  }
}

/** The lines that the org prints above a complaint: the piece of the query, a caret, and the place. */
export function placed(soql: string, at: number, length: number, message: string): string {
  const row = soql.slice(0, at).split('\n').length;
  const column = at - soql.lastIndexOf('\n', at - 1);
  const from = Math.max(0, at - 20);
  const excerpt = soql.slice(from, at + length + 20).replaceAll('\n', ' ');
  return `\n${excerpt}\n${' '.repeat(at - from)}^\nERROR at Row:${row}:Column:${column}\n${message}`;
}

function marked(soql: string, word: string, message: string): string {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = new RegExp(`(?<![\\w.])${escaped}(?!\\w)`, 'i').exec(soql);
  return found === null ? message : placed(soql, found.index, word.length, message);
}

export function unknownEntity(soql: string, name: string): SoqlError {
  const message =
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the ` +
    `'__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`;
  return new SoqlError('INVALID_TYPE', marked(soql, name, message));
}

export function unknownColumn(soql: string, path: string, columnName: string, entityName: string): SoqlError {
  const message =
    `No such column '${columnName}' on entity '${entityName}'. If you are attempting to use a custom field, be sure ` +
    `to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the ` +
    `appropriate names.`;
  return new SoqlError('INVALID_FIELD', marked(soql, path, message));
}

export function unknownRelationship(soql: string, path: string, relationship: string): SoqlError {
  const message =
    `Didn't understand relationship '${relationship}' in field path. If you are attempting to use a custom ` +
    `relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the ` +
    `describe call for the appropriate names.`;
  return new SoqlError('INVALID_FIELD', marked(soql, path, message));
}

export function malformed(message: string): SoqlError {
  return new SoqlError('MALFORMED_QUERY', message);
}
