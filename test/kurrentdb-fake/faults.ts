// How the protocol fake misbehaves when it is told to.
export type Fault =
  /** Connections stay open and calls are taken, but nothing is answered. When it ends the fake goes on like a process
   *  that was stopped and continued: what it took meanwhile is carried out, unless its time is up. */
  | { kind: 'silent' }
  | { kind: 'unavailable'; times?: number }
  | { kind: 'not-ready'; times?: number }
  /** as a follower answers: it names the leader, which is this fake */
  | { kind: 'not-leader'; times?: number }
  /** the append is written, then the connection of the call breaks */
  | { kind: 'lose-reply'; times?: number }
  /** the append is written and never answered */
  | { kind: 'lose-reply-silently'; times?: number }
  | { kind: 'deadline'; times?: number }
  /** every running subscription ends once; another fault stays as it is */
  | { kind: 'cut-subscriptions' };

export type Refusing = 'unavailable' | 'not-ready' | 'not-leader' | 'deadline';
export type Losing = 'lose-reply' | 'lose-reply-silently';

export type Faults = {
  set(fault: Fault | undefined): void;
  /** Resolves when the fake is not silent; undefined when it is not. */
  silence(): Promise<void> | undefined;
  /** How this operation on streams is refused; counts as one time. */
  refusal(): Refusing | undefined;
  /** How the answer to this append is lost; counts as one time. */
  loss(): Losing | undefined;
  /** Out of reach for every call there is, until told otherwise. */
  outOfReach(): boolean;
};

export function newFaults(cutSubscriptions: () => void): Faults {
  let fault: Exclude<Fault, { kind: 'cut-subscriptions' }> | undefined;
  let silent: PromiseWithResolvers<void> | undefined;

  function once<K extends Refusing | Losing>(kinds: readonly K[]): K | undefined {
    const kind = kinds.find((k) => k === fault?.kind);
    if (!kind || !fault || fault.kind === 'silent') return undefined;
    if (fault.times !== undefined) {
      const left = fault.times - 1;
      fault = left > 0 ? { ...fault, times: left } : undefined;
    }
    return kind;
  }

  return {
    set: (next) => {
      if (next?.kind === 'cut-subscriptions') return cutSubscriptions();
      fault = 'times' in (next ?? {}) && (next as { times?: number }).times === 0 ? undefined : next;
      if (fault?.kind === 'silent') silent ??= Promise.withResolvers<void>();
      else {
        silent?.resolve();
        silent = undefined;
      }
    },
    silence: () => silent?.promise,
    refusal: () => once(['unavailable', 'not-ready', 'not-leader', 'deadline']),
    loss: () => once(['lose-reply', 'lose-reply-silently']),
    outOfReach: () => fault?.kind === 'unavailable' && fault.times === undefined,
  };
}
