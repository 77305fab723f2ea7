import { renewCredentials } from '../domain/access/renewing.ts';
import { demoClock } from '../domain/demo-clock/demo-clock.ts';
import type { Aggregate, Command } from '../domain/kernel/aggregate.ts';
import { receiveFile } from '../domain/product-cycle/files.ts';
import { takeInDossier } from '../domain/product-cycle/taking-in.ts';
import { personCommands } from '../domain/registry.ts';

/**
 * Commands that have a route. The demo's clock has none: over HTTP an administrator could otherwise put one into a real
 * store, or move it past what `operations/demo-forward` does on the way. New credentials are given out by the operation
 * `reset-sign-in`, which records them first; a file, or a dossier as a zip, is received by its upload, which has read it.
 */
const withoutRoute: readonly Command[] = [renewCredentials, receiveFile, takeInDossier];

export const routedCommands = (aggregate: Aggregate): readonly Command[] =>
  aggregate === demoClock ? [] : personCommands(aggregate).filter((c) => !withoutRoute.includes(c));
