// GET /v1/duties: what units are to do and did, one by one; GET /v1/programme-years/{id}/duties: units × duties of a year.
import type { RequestHandler } from 'express';
import { UNKNOWN_RESOURCE } from '../../domain/access/admission.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { dutyColumns } from '../../spreadsheets/of-duties.ts';
import type { ApiParts } from '../parts.ts';
import { sheet } from './as-sheet.ts';
import { listing } from './listing.ts';
import { dutiesBoardQuery, dutiesQuery } from './query.ts';
import { asPage } from './reading.ts';

const DUTIES = sheet({ vi: 'Nhiệm vụ của các đơn vị', en: 'Duties of units' }, 'nhiem-vu', dutyColumns);

export const listDuties = (parts: ApiParts): RequestHandler =>
  listing(
    parts,
    dutiesQuery,
    async (query, { duties, clock }) => asPage(await duties.list({ ...query, today: dayOf(clock()) })),
    DUTIES,
  );

export const dutiesOfYear = (parts: ApiParts): RequestHandler =>
  listing(parts, dutiesBoardQuery, async (query, { duties, clock }, req) => {
    const id = String(req.params.id);
    const isYear = programmeYear.id.safeParse(id).success;
    const board = isYear ? await duties.board(id, { ...query, today: dayOf(clock()) }) : undefined;
    return board ?? UNKNOWN_RESOURCE({ resource: programmeYear.resource, id });
  });
