import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

export type LossyProxy = {
  /** The same address through the proxy. */
  through: (url: string) => string;
  /** The next request that holds this text reaches the server; its answer does not come back, the connection breaks. */
  loseAnswerTo: (text: string) => void;
  lost: () => number;
  close: () => void;
};

/** Stands between vault and server, and passes everything on but an answer it was told to lose. */
export async function startLossyProxy(port: number): Promise<LossyProxy> {
  let text: string | undefined;
  let lost = 0;
  const proxy = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    let losing = false;
    client.on('data', (request) => {
      if (text !== undefined && request.includes(text)) [losing, text] = [true, undefined];
      server.write(request);
    });
    server.on('data', (answer) => {
      if (!losing) return client.write(answer);
      lost += 1;
      server.destroy();
      return client.destroy();
    });
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const)
      one.on('error', () => undefined).once('close', () => other.destroy());
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const own = (proxy.address() as AddressInfo).port;
  return {
    through: (url) => Object.assign(new URL(url), { port: String(own) }).href,
    loseAnswerTo: (lose) => {
      text = lose;
    },
    lost: () => lost,
    close: () => proxy.close(),
  };
}
