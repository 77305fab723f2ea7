// Traces by OpenTelemetry, sent by OTLP over HTTP. Loaded only where they are asked for. A span says which command, stream and
// route, and what came of it: no input, no path (it may hold a secret link), nobody's name.
import {
  type Context,
  context,
  DiagLogLevel,
  diag,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import {
  OpenTelemetryActivityInboundInterceptor,
  OpenTelemetryWorkflowClientInterceptor,
} from '@temporalio/interceptors-opentelemetry';
import type { Logger } from 'pino';
import type { TracesAt } from '../../settings/traces.ts';
import type { Tracing } from './port.ts';
import { tracedRequests } from './request-span.ts';
import { appendedBy, namedIds, traceIdOf } from './trace-ids.ts';

const EVERY_MS = 1000;
const GIVE_UP_MS = 1000;
const QUIET_MS = 300_000;

export function startTracing(at: TracesAt & { part: string; release: string; log: Logger }): Tracing {
  const ids = namedIds();
  sayTrouble(at.log);
  const exporter = new OTLPTraceExporter({
    url: at.url,
    ...(at.key === undefined ? {} : { headers: { authorization: at.key } }),
  });
  const provider = new TracerProvider({
    idGenerator: ids,
    resource: resourceFromAttributes({
      'service.name': 'ocop',
      'service.version': at.release,
      'ocop.part': at.part,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: EVERY_MS })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  const tracer = provider.getTracer('ocop', at.release);
  const client = new OpenTelemetryWorkflowClientInterceptor();

  return {
    request: tracedRequests(tracer, ids),
    executor: (executor) => ({
      ...executor,
      async execute(request) {
        const { command, id, commandId } = request;
        const attributes = { 'ocop.command_id': commandId, 'ocop.stream': command.aggregate.stream(id) };
        const begin = () => tracer.startSpan(command.name, { attributes });
        // What nobody asked for over HTTP, and no hint, a day has made due.
        const span = trace.getActiveSpan() ? begin() : ids.naming({ traceId: traceIdOf(commandId) }, begin);
        return await during(span, context.active(), async () => {
          const result = await executor.execute(request);
          span.setAttribute('ocop.outcome', result.outcome);
          if ('refusal' in result) span.setAttribute('ocop.refusal', result.refusal.code);
          return result;
        });
      },
    }),
    append: (append) => async (stream, expected, events) => {
      const startTime = Date.now();
      const result = await append(stream, expected, events);
      const commandId = events[0]?.commandId;
      if (commandId === undefined || result.outcome !== 'appended') return result;
      const { traceId, spanId } = appendedBy(commandId);
      const within = trace.getActiveSpan()?.spanContext();
      const attributes = { 'ocop.command_id': commandId, 'ocop.stream': stream, 'ocop.events': events.length };
      // What follows from the fact is found under its own name: a command of a process begins that trace here.
      const isOwn = within?.traceId === traceId;
      const links = isOwn || !within ? [] : [{ context: within }];
      ids
        .naming({ traceId, spanId }, () =>
          tracer.startSpan('append', { startTime, attributes, links, root: !isOwn }, context.active()),
        )
        .end();
      return result;
    },
    sink: (sink) => ({
      ...sink,
      send: (stream, revision, because) =>
        because === undefined
          ? sink.send(stream, revision)
          : context.with(trace.setSpanContext(ROOT_CONTEXT, appendedBy(because)), () => sink.send(stream, revision)),
    }),
    client: {
      workflow: [
        {
          // A recovery hints every open stream: it belongs to no trace.
          signalWithStart: (input, next) =>
            trace.getSpanContext(context.active()) ? client.signalWithStart(input, next) : next(input),
        },
      ],
    },
    worker: {
      activity: [
        (ctx) => {
          const inbound = new OpenTelemetryActivityInboundInterceptor(ctx);
          const isHinted = (headers: object) => Object.keys(headers).length > 0;
          return {
            inbound: {
              execute: (input, next) => (isHinted(input.headers) ? inbound.execute(input, next) : next(input)),
            },
          };
        },
      ],
    },
    async stop() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, GIVE_UP_MS).unref());
      await Promise.race([provider.shutdown(), late]);
    },
  };
}

/** Within a span that ends with the work. */
async function during<T>(span: Span, within: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await context.with(trace.setSpan(within, span), work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: (error as { code?: string }).code ?? (error as Error).name });
    throw error;
  } finally {
    span.end();
  }
}

/** A collector that is away is said now and then: every second would fill the log. */
function sayTrouble(log: Logger): void {
  let saidAt = Number.NEGATIVE_INFINITY;
  const say = (message: string) => {
    if (performance.now() - saidAt < QUIET_MS) return;
    saidAt = performance.now();
    log.warn({ error: message.slice(0, 300) }, 'traces could not be sent; they are lost, the work goes on');
  };
  const nothing = () => {};
  const logger = { error: say, warn: say, info: nothing, debug: nothing, verbose: nothing };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}
