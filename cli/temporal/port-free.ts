import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** Not by `get-port`, which keeps a port it has given out for itself. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
  });
}
