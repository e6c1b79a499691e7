import { request as askPlainly, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Certificate } from './certificate.ts';

export type SecureFront = {
  readonly url: string;
  /** Ports at the other end of the connections that came in. */
  readonly callers: () => readonly number[];
  stop(): void;
};

/** HTTPS before a server that has none, which is told by its own address everywhere. */
export const startSecureFront = async (behind: string, { cert, key }: Certificate): Promise<SecureFront> => {
  const callers: number[] = [];
  let url = '';
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const { method } = request;
    const headers = { ...request.headers, host: new URL(behind).host };
    const asked = askPlainly(`${behind}${request.url ?? '/'}`, { method, headers }, (answer) => {
      void buffer(answer).then((content) => {
        const { 'content-length': _length, ...kept } = answer.headers;
        const text = content.toString('latin1').replaceAll(behind, url);
        response.writeHead(answer.statusCode ?? 500, kept);
        response.end(Buffer.from(text, 'latin1'));
      });
    });
    asked.on('error', () => response.destroy());
    asked.end(body);
  };
  const server = createServer({ cert, key }, (request, response) => void forward(request, response));
  server.on('secureConnection', (socket) => void callers.push(socket.remotePort ?? 0));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    callers: () => callers,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
