/**
 * Takes the `zipFile` element out of a SOAP answer while it arrives: base64 is decoded piece by piece, so the answer
 * (up to 50 MB) never exists as one string. What stands around the element is kept as bytes.
 */
export type ZipFileScanner = {
  push(chunk: Uint8Array): void;
  /** The decoded zip (undefined when the answer had none), and the answer without it. */
  end(): { readonly zip: Buffer | undefined; readonly rest: Buffer };
  /** Bytes around the zip so far. */
  readonly kept: () => number;
};

const OPENING = 'zipFile>';

export const createZipFileScanner = (): ZipFileScanner => {
  const before: Buffer[] = [];
  const after: Buffer[] = [];
  const zip: Buffer[] = [];
  let state: 'before' | 'inside' | 'after' = 'before';
  let tail = Buffer.alloc(0);
  let kept = 0;

  const inside = (chunk: Buffer): void => {
    const end = chunk.indexOf('<');
    const text = Buffer.concat([tail, end === -1 ? chunk : chunk.subarray(0, end)])
      .toString('latin1')
      .replaceAll(/\s+/g, '');
    const whole = end === -1 ? text.length - (text.length % 4) : text.length;
    zip.push(Buffer.from(text.slice(0, whole), 'base64'));
    tail = Buffer.from(text.slice(whole), 'latin1');
    if (end !== -1) {
      state = 'after';
      after.push(chunk.subarray(end));
      kept += chunk.length - end;
    }
  };

  return {
    push: (bytes) => {
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (state === 'inside') return inside(chunk);
      kept += chunk.length;
      if (state === 'after') return void after.push(chunk);
      const seen = Buffer.concat([tail, chunk]);
      const opening = seen.indexOf(OPENING);
      if (opening === -1) {
        // The opening tag may be cut by the chunk's end: its beginning waits for the next chunk.
        const kept = Math.min(seen.length, OPENING.length - 1);
        before.push(seen.subarray(0, seen.length - kept));
        tail = Buffer.from(seen.subarray(seen.length - kept));
        return undefined;
      }
      state = 'inside';
      before.push(seen.subarray(0, opening + OPENING.length));
      tail = Buffer.alloc(0);
      return inside(seen.subarray(opening + OPENING.length));
    },
    end: () => ({
      zip: state === 'before' ? undefined : Buffer.concat(zip),
      rest: Buffer.concat(state === 'before' ? [...before, tail] : [...before, ...after]),
    }),
    kept: () => kept,
  };
};
