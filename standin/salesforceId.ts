import { hash } from 'node:crypto';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const checksumDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Three characters that say which of the 15 are upper case, five a character, so that ids survive case-blind tools. */
function checksum(id15: string): string {
  let suffix = '';
  for (let start = 0; start < 15; start += 5) {
    let bits = 0;
    for (let place = 0; place < 5; place += 1) {
      const char = id15.charAt(start + place);
      if (char >= 'A' && char <= 'Z') bits += 2 ** place;
    }
    suffix += checksumDigits.charAt(bits);
  }
  return suffix;
}

/**
 * The 18-character id of a thing: always the same for the same prefix (`01p`) and seed (`ApexClass:OrderService`).
 */
export function salesforceId(prefix: string, seed: string): string {
  const bytes = hash('sha1', seed, 'buffer');
  let body = '';
  for (let index = 0; index < 12; index += 1) body += digits.charAt((bytes[index] ?? 0) % digits.length);
  const id15 = `${prefix}${body}`;
  return id15 + checksum(id15);
}

/** The 18-character spelling of an id given with 15 or 18 characters. */
export function toLongId(id: string): string {
  return id.length === 15 ? id + checksum(id) : id;
}
