// npm run dev:web: the web application as it is being written, before a server of ours that runs already (OCOP_DEV_SERVER).
import { join } from 'node:path';
import { createServer } from 'vite';

const server = await createServer({ configFile: join(import.meta.dirname, '../web/vite.config.ts') });
await server.listen();
server.printUrls();
