// GET /v1/programme-years/{id}/board: units × the six steps of a year, by what the reader may see.
import type { RequestHandler } from 'express';
import { UNKNOWN_RESOURCE } from '../../domain/access/admission.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import type { ApiParts } from '../parts.ts';
import { listing } from './listing.ts';
import { pastQuery } from './query.ts';

export const boardOfYear = (parts: ApiParts): RequestHandler =>
  listing(parts, pastQuery, async ({ sight }, { board, clock }, req) => {
    const id = String(req.params.id);
    if (!programmeYear.id.safeParse(id).success) return UNKNOWN_RESOURCE({ resource: programmeYear.resource, id });
    return { rows: await board.summary({ year: Number(id.slice(-4)), today: dayOf(clock()), sight }) };
  });
