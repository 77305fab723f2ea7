// The shape of the workflows: which code their histories fit. A change of their commands' order raises the number;
// `npm test` says so when a recorded history no longer replays.
export const SHAPE = 10;

/** Each shape has a task queue of its own: a worker never gets a history that does not fit its code. */
export const taskQueueOf = (shape: number): string => `ocop-shape-${shape}`;

/** Search attributes the namespace must have. */
export const SEARCH_ATTRIBUTES = {
  OcopStep: 'Keyword',
  OcopTier: 'Keyword',
  OcopDueAt: 'Datetime',
  OcopPlace: 'Keyword',
  OcopShape: 'Int',
} as const;
