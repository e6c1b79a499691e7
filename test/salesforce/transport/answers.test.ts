import { expect } from 'chai';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { nameFault } from '../../../src/salesforce/faults/nameFault.ts';
import { answerSize, isTooLarge, patienceFor, type AnswerSize } from '../../../src/salesforce/transport/answerSize.ts';
import { boundedBody, createTurns } from '../../../src/salesforce/transport/boundedBody.ts';
import { createHttpTransport, type HttpAnswer } from '../../../src/salesforce/transport/httpTransport.ts';
import { readAnswer } from '../../../src/salesforce/transport/readAnswer.ts';

const usual: AnswerSize = { most: 1000, alone: 100 };

describe('an answer over HTTP', () => {
  let stop = (): void => undefined;
  let size = usual;

  beforeEach(() => {
    size = usual;
  });

  afterEach(() => stop());

  /** What a server answers, as the transport gives it. */
  const ask = async (listener: RequestListener): Promise<HttpAnswer> => {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stop = () => {
      server.close();
      server.closeAllConnections();
    };
    const send = await createHttpTransport(undefined, { sizeOf: () => size });
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    return send({ method: 'GET', url, headers: { accept: 'application/json' } }, 'query');
  };

  const outcome = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

  it('is asked for as it is, not compressed', async () => {
    let asked: unknown;
    await ask((request, response) => {
      asked = request.headers['accept-encoding'];
      response.end('{}');
    });

    expect(asked).to.equal('identity');
  });

  it('is no answer when it is compressed all the same: it could have any size', async () => {
    const error = await outcome(
      ask((_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync('x'.repeat(5000)));
      })
    );

    expect(error).to.include({ name: 'TransportFault' });
    expect((error as Error).message).to.contain('compressed (gzip)');
  });

  it('is not read when it says itself that it is too large', async () => {
    const error = await outcome(
      ask((_request, response) => {
        response.writeHead(200, { 'content-length': 1001 });
        response.write('x');
      })
    );

    expect(error).to.satisfy(isTooLarge);
  });

  it('is broken off when there is more than may be, and whole when there is just as much', async () => {
    const inPieces = (last: string) =>
      ask((_request, response) => {
        response.write('x'.repeat(900));
        response.end(last);
      });

    const whole = await inPieces('x'.repeat(100));
    expect(await readAnswer(whole, 'query')).to.have.lengthOf(1000);
    stop();

    const more = await inPieces('x'.repeat(101));
    expect(await outcome(readAnswer(more, 'query'))).to.satisfy(isTooLarge);
  });

  it('keeps of an error what came before it broke off', async () => {
    const answer = await ask((_request, response) => {
      response.writeHead(503, { 'content-length': 900, 'retry-after': '7' });
      response.write('Down', () => response.destroy());
    });

    expect((await readAnswer(answer, 'query')).toString()).to.equal('Down');
    expect(answer).to.include({ status: 503 });
  });

  for (const [what, moment] of [
    ['before it comes', 'silent'],
    ['in its middle', 'half'],
  ] as const) {
    it(`is given up ${what} by a signal, whose error has a number for a code`, async () => {
      const server = createServer((_request, response) => {
        if (moment === 'half') response.writeHead(200, { 'content-length': 900 }).write('{');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      stop = () => {
        server.close();
        server.closeAllConnections();
      };
      const send = await createHttpTransport(AbortSignal.timeout(50));
      const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;

      const error = await outcome(
        send({ method: 'GET', url, headers: {} }, 'query').then((answer) => readAnswer(answer, 'query'))
      );

      expect(error).to.include({ name: 'TransportFault' });
      expect(nameFault(error, 'prod')).to.include({ name: 'OrgUnreachableError' });
    });
  }

  it('is broken off when it comes byte by byte without end', async () => {
    size = { most: 1000, alone: 100, within: 60 };
    const answer = await ask((_request, response) => {
      const more = setInterval(() => response.write('x'), 10);
      response.once('close', () => clearInterval(more));
    });

    const error = await outcome(readAnswer(answer, 'query'));

    expect(error).to.include({ name: 'TransportFault', message: 'the answer comes too slowly' });
  });

  it('that is no error does not survive when it breaks off', async () => {
    const answer = await ask((_request, response) => {
      response.writeHead(200, { 'content-length': 900 });
      response.write('{', () => response.destroy());
    });

    expect(await outcome(readAnswer(answer, 'query'))).to.include({ name: 'TransportFault' });
  });
});

describe('how long the bytes of an answer are waited for', () => {
  it('is a few minutes for a small one, however much of it came', () => {
    expect(patienceFor(answerSize('token'), 0)).to.equal(180_000);
    expect(patienceFor(answerSize('token'), 4_000_000)).to.equal(180_000);
  });

  it('is longer for a large one that goes on coming, even over a slow line', () => {
    const zip = answerSize('checkRetrieveStatus');
    expect(patienceFor(zip, 0)).to.equal(180_000);
    // 57 MB at 10 kB a second are 95 minutes.
    expect(patienceFor(zip, 57_000_000)).to.be.above(95 * 60_000);
  });
});

describe('large answers', () => {
  const chunks = async function* (count: number): AsyncGenerator<Uint8Array> {
    for (let index = 0; index < count; index += 1) {
      await wait(1);
      yield Buffer.alloc(10);
    }
  };

  it('come in one at a time, small ones beside them', async () => {
    const turns = createTurns();
    let [large, most] = [0, 0];
    const read = async (count: number): Promise<number> => {
      let length = 0;
      for await (const chunk of boundedBody(chunks(count), 'query', usual, turns)) {
        if (length === 100) most = Math.max(most, (large += 1));
        length += chunk.length;
      }
      if (length > 100) large -= 1;
      return length;
    };

    const lengths = await Promise.all([read(30), read(40), read(5), read(20)]);

    expect(lengths).to.deep.equal([300, 400, 50, 200]);
    expect(most).to.equal(1);
  });

  it('give their turn back when nobody reads on', async () => {
    const turns = createTurns();
    for (let index = 0; index < 3; index += 1) {
      let length = 0;
      for await (const chunk of boundedBody(chunks(30), 'query', usual, turns)) {
        length += chunk.length;
        if (length > 150) break;
      }
      expect(length).to.equal(160);
    }
  });
});
