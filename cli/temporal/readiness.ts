import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { ServerProcess } from './server-process.ts';
import { TemporalStartError } from './start-error.ts';

const ASK_EVERY_MS = 50;
const ANSWER_WITHIN_MS = 1000;

type Waiting = { server: ServerProcess; host: string; port: number; namespace: string; withinMs: number };

/** Waits until the server answers for the namespace; throws TemporalStartError when it ended or took too long. */
export async function untilReady({ server, host, port, namespace, withinMs }: Waiting): Promise<void> {
  const deadline = performance.now() + withinMs;
  let silence: string | undefined;
  while (performance.now() < deadline) {
    if (server.hasExited()) throw endedAtStart(server, port);
    silence = await silenceOf({ host, port, namespace });
    if (silence === undefined) return;
    await pause(ASK_EVERY_MS);
  }
  throw new TemporalStartError(
    'TEMPORAL_NOT_READY',
    `Temporal did not answer on ${host}:${port} within ${withinMs / 1000} s (${silence}).\n${server.lastWords()}`,
  );
}

function endedAtStart(server: ServerProcess, port: number): TemporalStartError {
  const words = server.lastWords();
  return words.includes('address already in use')
    ? portTaken(port)
    : new TemporalStartError('TEMPORAL_ENDED_AT_START', `Temporal ended while starting.\n${words}`);
}

export function portTaken(port: number): TemporalStartError {
  return new TemporalStartError(
    'TEMPORAL_PORT_TAKEN',
    `port ${port}, meant for Temporal, is taken by another program: end that, or choose another port`,
  );
}

type Asked = { host: string; port: number; namespace: string };

/** Why it does not answer; undefined where it does. */
async function silenceOf({ host, port, namespace }: Asked): Promise<string | undefined> {
  // gRPC's own retries wait ever longer, so it is not asked before somebody listens.
  if (!(await isListening(host, port))) return 'nothing listens there';
  try {
    const connection = await Connection.connect({
      address: `${host}:${port}`,
      connectTimeout: ANSWER_WITHIN_MS,
      interceptors: [],
    });
    try {
      await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
        connection.workflowService.describeNamespace({ namespace }),
      );
      return undefined;
    } finally {
      await connection.close();
    }
  } catch (error) {
    return (error as Error).message;
  }
}

function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (listening: boolean): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.setTimeout(ANSWER_WITHIN_MS, () => settle(false));
  });
}
