// Runs inside the workflows, where traces are on: what a hint says of its trace goes along with what is done because of it.
// Nothing is measured in there, no promise is made or waited for: a history replays with it and without it.
import type { Headers, WorkflowInterceptorsFactory } from '@temporalio/workflow';

export const interceptors: WorkflowInterceptorsFactory = () => {
  let because: Headers = {};
  return {
    inbound: [
      {
        execute(input, next) {
          because = input.headers;
          return next(input);
        },
        handleSignal(input, next) {
          because = input.headers;
          return next(input);
        },
      },
    ],
    outbound: [
      {
        scheduleLocalActivity: (input, next) => next({ ...input, headers: { ...input.headers, ...because } }),
        startTimer(input, next) {
          const come = next(input);
          // What a day made due is not due because of the hint before it.
          const forget = () => {
            because = {};
          };
          come.then(forget, () => {});
          return come;
        },
      },
    ],
  };
};
