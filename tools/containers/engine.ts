// A Docker engine of our own, in a scratch folder and on a socket of its own: what else runs on this machine is none of
// its business. It ends with us.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { run, until } from './run.ts';

const PATIENCE_MS = 60_000;

export type Engine = {
  /** `docker …` on this engine */
  docker(...args: string[]): Promise<string>;
  readonly env: NodeJS.ProcessEnv;
  readonly about: string;
  stop(): Promise<void>;
};

/** Throws with the reason where none can be had here. */
export async function startEngine(folder: string): Promise<Engine> {
  mkdirSync(folder, { recursive: true });
  const socket = `unix://${join(folder, 'docker.sock')}`;
  const env = { DOCKER_HOST: socket, DOCKER_CONFIG: join(folder, 'config') };
  const log = openSync(join(folder, 'dockerd.log'), 'a');
  const places = ['data-root', 'exec-root', 'pidfile'].flatMap((name) => [`--${name}`, join(folder, name)]);
  const daemon = spawn('dockerd', [...places, '--host', socket], { stdio: ['ignore', log, log] });
  // Whoever ends us ends it.
  process.once('exit', () => daemon.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  let ended: string | undefined;
  daemon.once('error', (error) => {
    ended = error.message;
  });
  daemon.once('exit', (code) => {
    ended ??= `it ended with ${code}; see ${join(folder, 'dockerd.log')}`;
  });
  const docker = (...args: string[]) => run('docker', args, { env });
  const stop = async (): Promise<void> => {
    if (ended !== undefined) return;
    const gone = once(daemon, 'exit');
    daemon.kill('SIGTERM');
    await gone;
  };
  const about = await until(
    'the engine',
    () => (ended === undefined ? docker('info', '--format', '{{.ServerVersion}}, {{.Driver}}') : Promise.resolve('')),
    (answer) => answer !== '' || ended !== undefined,
    PATIENCE_MS,
  ).catch(async (error) => {
    await stop();
    throw error;
  });
  if (ended !== undefined) throw new Error(`dockerd does not run here: ${ended}`);
  return { docker, env, about, stop };
}
