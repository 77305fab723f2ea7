import { createContext } from 'react';

/** The cycle whose dossier takes the files that are chosen in a form; undefined: of a file only its hash is taken. */
export const DossierOf = createContext<string | undefined>(undefined);
