import { createContext, useContext } from 'react';
import type { Me } from '../talk/answers.ts';

export const MeContext = createContext<Me | undefined>(undefined);

/** Who is signed in. */
export function useMe(): Me {
  const known = useContext(MeContext);
  if (!known) throw new Error('asked for outside the frame');
  return known;
}
