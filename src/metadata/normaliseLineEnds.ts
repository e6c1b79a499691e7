const CR = 0x0d;
const LF = 0x0a;

const withoutByteOrderMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/**
 * Turns CRLF and lone CR into LF and drops a UTF-8 byte order mark, so that content hashes do not depend on who wrote
 * the file last. Returns the very same buffer where there is nothing to do.
 */
export const normaliseLineEnds = (bytes: Buffer): Buffer => {
  const body = withoutByteOrderMark(bytes);
  let next = body.indexOf(CR);
  if (next < 0) return body;
  const out = Buffer.allocUnsafe(body.length);
  let length = 0;
  let from = 0;
  while (next >= 0) {
    length += body.copy(out, length, from, next);
    out[length++] = LF;
    from = body[next + 1] === LF ? next + 2 : next + 1;
    next = body.indexOf(CR, from);
  }
  length += body.copy(out, length, from);
  return out.subarray(0, length);
};
