// To be imported before everything else. Loading the program takes half a second on a quiet machine and ten on a busy
// one, and as long a handler is not come to: whoever told it to stop would wait, and kill it. So there is none, and the
// signal itself ends what has opened nothing. Only the first process of a container is ended by no signal that nobody
// listens for.
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** As long as nothing is open, there is nothing to close. */
let stop = (): void => process.exit(0);
const hear = (): void => stop();

function listen(): void {
  for (const signal of SIGNALS) if (!process.listeners(signal).includes(hear)) process.on(signal, hear);
}

/** From now on who is told to stop does this. */
export function stopWith(how: () => void): void {
  stop = how;
  listen();
}

// Every other command ends as any program does: one that computes would come to hear of it late.
if (process.argv[2] === 'serve' && process.pid === 1) listen();
