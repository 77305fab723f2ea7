// A collector as an office runs one: takes OTLP over HTTP (JSON) and keeps the spans.
import { createServer, type IncomingHttpHeaders } from 'node:http';

export type TakenSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];
};
type Body = { resourceSpans: readonly { scopeSpans: readonly { spans: readonly TakenSpan[] }[] }[] };

export async function otlpReceiver() {
  const spans: TakenSpan[] = [];
  const texts: string[] = [];
  const heads: IncomingHttpHeaders[] = [];
  const server = createServer(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += chunk;
    heads.push(req.headers);
    texts.push(text);
    for (const { scopeSpans } of (JSON.parse(text) as Body).resourceSpans)
      for (const scope of scopeSpans) spans.push(...scope.spans);
    res.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    spans: spans as readonly TakenSpan[],
    /** as they came over the wire */
    texts: texts as readonly string[],
    heads: heads as readonly IncomingHttpHeaders[],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
