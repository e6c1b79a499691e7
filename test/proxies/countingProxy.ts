import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export type CountingProxy = {
  readonly port: number;
  /** Where tunnels were asked for. */
  readonly targets: () => readonly string[];
  /** Ports of its own ends of the tunnels. */
  readonly ports: () => readonly number[];
  /** What came as `Proxy-Authorization`, once each. */
  readonly credentials: () => readonly string[];
  stop(): void;
};

/** A proxy that tunnels; with a status it refuses instead, and with credentials it wants them. */
export const startCountingProxy = async (
  options: { readonly refuses?: number; readonly wants?: string } = {}
): Promise<CountingProxy> => {
  const targets: string[] = [];
  const ports: number[] = [];
  const credentials = new Set<string>();
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
  server.on('connect', (request, client: Socket) => {
    const given = request.headers['proxy-authorization'];
    if (given !== undefined) credentials.add(given);
    const status = options.wants === undefined || given === options.wants ? options.refuses : 407;
    targets.push(request.url ?? '');
    if (status !== undefined) {
      client.end(
        `HTTP/1.1 ${String(status)} No\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n`
      );
      return;
    }
    const [host, port] = (request.url ?? '').split(':');
    const target = connect(Number(port), host, () => {
      ports.push(target.localPort ?? 0);
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    sockets.add(target);
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    targets: () => targets,
    ports: () => ports,
    credentials: () => [...credentials],
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};
