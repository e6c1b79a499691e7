import { createHash } from 'node:crypto';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const checksumDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Three characters that say which of the 15 are upper case, five a character, so that ids survive case-blind tools. */
function checksum(id15: string): string {
  return [0, 5, 10]
    .map((start) => {
      const bits = [...id15.slice(start, start + 5)].reduce(
        (sum, char, index) => (char >= 'A' && char <= 'Z' ? sum + 2 ** index : sum),
        0
      );
      return checksumDigits.charAt(bits);
    })
    .join('');
}

/**
 * The 18-character id of a thing: always the same for the same prefix (`01p`) and seed (`ApexClass:OrderService`).
 */
export function salesforceId(prefix: string, seed: string): string {
  const hash = createHash('sha1').update(seed).digest();
  let body = '';
  for (let index = 0; index < 12; index += 1) body += digits.charAt((hash[index] ?? 0) % digits.length);
  const id15 = `${prefix}${body}`;
  return id15 + checksum(id15);
}

/** The 18-character spelling of an id given with 15 or 18 characters. */
export function toLongId(id: string): string {
  return id.length === 15 ? id + checksum(id) : id;
}
