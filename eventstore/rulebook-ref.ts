import { rulebookRef } from '../domain/rulebooks/figures.ts';
import { rulebooks } from '../domain/rulebooks/registry.ts';
import { digest } from './envelope.ts';

const refs = new Map(rulebooks.map((r) => [r.id as string, rulebookRef(r, digest)]));

/** `R2019` → `R2019@sha256:…`, the figures an event was decided under. */
export const refOfRulebook = (id: string): string | undefined => refs.get(id);
