// GET /v1/certificates: those of a state, of the month in which they end, of a product or a number.
import type { RequestHandler } from 'express';
import { certificateColumns } from '../../spreadsheets/of-certificates.ts';
import type { ApiParts } from '../parts.ts';
import { sheet } from './as-sheet.ts';
import { listing } from './listing.ts';
import { certificateQuery, pastQuery } from './query.ts';
import { asPage } from './reading.ts';

export const listCertificates = (parts: ApiParts): RequestHandler =>
  listing(
    parts,
    certificateQuery,
    async (query, { certificates }) => asPage(await certificates.list(query)),
    sheet({ vi: 'Sổ giấy chứng nhận', en: 'Register of certificates' }, 'giay-chung-nhan', certificateColumns),
  );

/** GET /v1/certificate-months: how many of each state end in which month. */
export const listCertificateMonths = (parts: ApiParts): RequestHandler =>
  listing(parts, pastQuery, async ({ sight }, { certificates }) => ({ items: await certificates.months(sight) }));
