// How far a read model is behind, in seconds: the age of the oldest head of the store that it has not reached.

type Head = { readonly position: string; readonly at: number };

/** A minute of heads: whoever is behind by more is behind by at least that. */
const MOST_HEADS = 60;

export function lagWatch(now: () => number = () => performance.now()) {
  let heads: Head[] = [];
  return {
    headSeen(position: string | undefined): void {
      if (position === undefined || heads[heads.length - 1]?.position === position) return;
      heads = [...heads.slice(1 - MOST_HEADS), { position, at: now() }];
    },
    secondsBehind(of: { position: string | undefined }): number {
      const first = heads.find((head) => of.position === undefined || of.position < head.position);
      return first === undefined ? 0 : Math.floor((now() - first.at) / 1000);
    },
  };
}
