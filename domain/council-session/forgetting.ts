// What members and secretary wrote may have to be forgotten; what is sealed in an envelope is opened, never forgotten.
import { forgettable } from '../kernel/forgettable.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { councilSession } from './council-session.ts';

export const forgetSessionValues = forgettable(councilSession, responsibility('forget-values'));
