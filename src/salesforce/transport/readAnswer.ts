import { TransportFault } from '../faults/salesforceFault.ts';
import { answerTooLarge, LARGEST_ERROR_PAGE } from './answerSize.ts';
import type { HttpAnswer } from './httpTransport.ts';

/**
 * The whole body. Of an error, which its status has told already, as much as says what is wrong: a page that breaks off or
 * has no end takes nothing away from what the status and the headers say.
 */
export const readAnswer = async ({ status, body }: HttpAnswer, operation: string, most?: number): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (status >= 400 && length >= LARGEST_ERROR_PAGE) break;
      if (most !== undefined && length > most) throw answerTooLarge(operation, most);
    }
  } catch (error) {
    if (status < 400 || !(error instanceof TransportFault)) throw error;
  }
  return chunks.length === 1 ? asBuffer(chunks[0]) : Buffer.concat(chunks);
};

const asBuffer = (chunk: Uint8Array | undefined): Buffer =>
  chunk === undefined ? Buffer.alloc(0) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
