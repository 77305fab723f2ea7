// The procedures by the category of the streams they carry: what the workflows run, and whoever rehearses them.
import { certificate } from './certificate.ts';
import { councilSession } from './council-session.ts';
import { letters } from './letters.ts';
import { postOffice } from './post-office.ts';
import { productCycle } from './product-cycle.ts';
import { programmeYear } from './programme-year.ts';
import { unitDuties } from './unit-duties.ts';

export const procedures = { programmeYear, productCycle, certificate, councilSession, postOffice, letters, unitDuties };
