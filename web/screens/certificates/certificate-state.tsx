import type { CertificateState as State } from '../../talk/certificate-answers.ts';
import { useWords } from '../../words/language.ts';

const LOOKS: Readonly<Record<State, readonly [mark: string, tone: string]>> = {
  'to-issue': ['●', 'warn'],
  valid: ['✓', 'good'],
  held: ['●', 'warn'],
  expired: ['■', 'quiet'],
  revoked: ['✖', 'late'],
  superseded: ['■', 'quiet'],
  'taken-back': ['✖', 'late'],
};

export function CertificateState({ state }: { state: State }) {
  const { t } = useWords();
  const [mark, tone] = LOOKS[state];
  return (
    <span className={tone}>
      <span aria-hidden>{mark}</span> {t(`certificates.states.${state}`)}
    </span>
  );
}
