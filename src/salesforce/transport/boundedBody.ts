import { answerTooLarge, type AnswerSize } from './answerSize.ts';

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
 * Hands a body on while it arrives, and breaks it off with a fault as soon as there is more than may be. A large one waits
 * until it is alone.
 */
export const boundedBody = async function* (
  body: AsyncIterable<Uint8Array>,
  operation: string,
  { most, alone }: AnswerSize,
  turns: Turns
): AsyncGenerator<Uint8Array> {
  let received = 0;
  let end: (() => void) | undefined;
  try {
    for await (const chunk of body) {
      received += chunk.length;
      if (received > most) throw answerTooLarge(operation, most);
      if (received > alone) end ??= await turns();
      yield chunk;
    }
  } finally {
    end?.();
  }
};
