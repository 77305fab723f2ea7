// How a dossier checklist is written. An item's id is also the kind of the evidence that fills it.
import type { DossierItem } from './rulebook.ts';
import { words } from './words.ts';

/** What the dossier must contain. */
export const required = (id: string, vi: string, en: string): DossierItem => ({
  id,
  name: words(vi, en),
  mandatory: true,
});

/** What the producer may add to prove a criterion. */
export const evidence = (id: string, vi: string, en: string): DossierItem => ({
  id,
  name: words(vi, en),
  mandatory: false,
});
