// What the worker bundles: each procedure as a workflow of its name.
import { carryOut } from './carry-out.ts';
import { procedures } from './procedures.ts';

export const programmeYear = carryOut(procedures.programmeYear);
export const productCycle = carryOut(procedures.productCycle);
export const councilSession = carryOut(procedures.councilSession);
export const certificate = carryOut(procedures.certificate);
export const postOffice = carryOut(procedures.postOffice);
export const letters = carryOut(procedures.letters);
export const unitDuties = carryOut(procedures.unitDuties);
