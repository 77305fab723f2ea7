// A trace is named by the command that begins it. The event says which command it came from, so who reads it – the relay,
// in this process or another, today or after a restart – knows the trace without anybody having kept it.
import { createHash } from 'node:crypto';
import { type Span, type SpanContext, TraceFlags } from '@opentelemetry/api';
import { type IdGenerator, RandomIdGenerator } from '@opentelemetry/sdk-trace';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A person's command id, the request's Idempotency-Key, is the trace's own name but for the hyphens. */
export function traceIdOf(commandId: string): string {
  const plain = commandId.replaceAll('-', '');
  return UUID.test(commandId) && !/^0+$/.test(plain) ? plain : digest(`trace ${commandId}`).slice(0, 32);
}

/** Where a command's facts were appended, in its trace. */
export const appendedBy = (commandId: string): SpanContext => ({
  traceId: traceIdOf(commandId),
  spanId: digest(`append ${commandId}`).slice(0, 16),
  traceFlags: TraceFlags.SAMPLED,
  isRemote: true,
});

export type NamedIds = IdGenerator & {
  /** The span that is begun within gets these ids, and those it lacks by chance. */
  naming(ids: { traceId?: string; spanId?: string }, begin: () => Span): Span;
};

export function namedIds(): NamedIds {
  const chance = new RandomIdGenerator();
  let named: { traceId?: string; spanId?: string } = {};
  return {
    generateTraceId: () => named.traceId ?? chance.generateTraceId(),
    generateSpanId: () => named.spanId ?? chance.generateSpanId(),
    naming(ids, begin) {
      named = ids;
      try {
        return begin();
      } finally {
        named = {};
      }
    },
  };
}
