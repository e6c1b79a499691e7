import { TransportFault } from '../faults/salesforceFault.ts';
import { answerTooLarge, patienceFor, type AnswerSize } from './answerSize.ts';

/** One at a time; gives what has to be called when it is over. */
export type Turns = () => Promise<() => void>;

export const createTurns = (): Turns => {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    let end = (): void => undefined;
    last = new Promise((resolve) => (end = resolve));
    await before;
    return end;
  };
};

/**
 * Hands a body on while it arrives, and breaks it off with a fault as soon as there is more than may be, or when it comes
 * too slowly. A large one waits until it is alone.
 */
export const boundedBody = async function* (
  body: AsyncIterable<Uint8Array>,
  operation: string,
  size: AnswerSize,
  turns: Turns
): AsyncGenerator<Uint8Array> {
  const { most, alone } = size;
  let received = 0;
  // What is done with it meanwhile is not the server's time.
  let waited = 0;
  let asked = performance.now();
  let end: (() => void) | undefined;
  try {
    for await (const chunk of body) {
      received += chunk.length;
      waited += performance.now() - asked;
      if (waited > patienceFor(size, received)) throw tooSlow(operation);
      if (received > most) throw answerTooLarge(operation, most);
      if (received > alone) end ??= await turns();
      yield chunk;
      asked = performance.now();
    }
  } finally {
    end?.();
  }
};

const tooSlow = (operation: string): TransportFault =>
  new TransportFault(operation, 'the answer comes too slowly', { unsent: false });
