// A line that breaks: what goes through it is cut off after so many bytes, again and again.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** @param after bytes from the client after which a connection is cut; undefined: that one holds */
export async function breakingLine(to: string, after: (connection: number) => number | undefined) {
  const { hostname, port } = new URL(to);
  const open = new Set<Socket>();
  let connections = 0;
  let cut = 0;
  const server = createServer((client) => {
    const most = after(connections++);
    const there = connect(Number(port), hostname);
    let passed = 0;
    for (const socket of [client, there]) {
      open.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          open.delete(socket);
          client.destroy();
          there.destroy();
        });
    }
    client.on('data', (piece) => {
      passed += piece.length;
      if (most !== undefined && passed >= most) {
        cut += 1;
        client.resetAndDestroy();
        return;
      }
      if (!there.write(piece)) client.pause();
    });
    there.on('drain', () => client.resume()).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => cut,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
