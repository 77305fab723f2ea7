// A bare express route that answers given bytes: what HTTP itself costs.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { host } from './host.ts';

host(async ({ answers }: { answers: readonly { path: string; body: string }[] }) => {
  const app = express();
  app.disable('etag');
  for (const { path, body } of answers) {
    const bytes = Buffer.from(body);
    app.get(path, (_req, res) => void res.type('application/json; charset=utf-8').send(bytes));
  }
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: 'nobody asks',
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
});
