// Sending to a reader: not faster than it reads, and not while the fake is silent.
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { Failure } from './answers.ts';
import type { Faults } from './faults.ts';
import type { ReadResp } from './messages.ts';
import type { streams } from './protocol.ts';

export type ReadCall = ServerWritableStream<InstanceType<typeof streams.ReadReq>, ReadResp>;

export type Outgoing = {
  /** False when nobody reads any more. */
  send(message: ReadResp): Promise<boolean>;
  end(): void;
  fail(failure: Failure): void;
  readonly over: boolean;
  /** Called once, however the call ends. */
  onOver(listener: () => void): void;
};

export function outgoing(call: ReadCall, faults: Faults): Outgoing {
  let over = false;
  const listeners: (() => void)[] = [];
  let drained: (() => void) | undefined;
  const finish = (): boolean => {
    if (over) return false;
    over = true;
    drained?.();
    for (const listener of listeners) listener();
    return true;
  };
  call.on('drain', () => drained?.());
  call.on('cancelled', finish);
  call.on('close', finish);
  return {
    send: async (message) => {
      await faults.silence();
      if (over) return false;
      if (!call.write(message))
        await new Promise<void>((resolve) => {
          drained = resolve;
        });
      return !over;
    },
    end: () => {
      if (finish()) call.end();
    },
    fail: (failure) => {
      if (finish()) call.emit('error', failure);
    },
    get over() {
      return over;
    },
    onOver: (listener) => {
      if (over) listener();
      else listeners.push(listener);
    },
  };
}
