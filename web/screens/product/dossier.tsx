// What has been handed in: each piece with its paper, its pages and its file, which is opened beside the list.
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { endOf, type FileKind } from '../../../domain/product-cycle/file-kinds.ts';
import { DownloadButton } from '../../patterns/download-button.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { Papers } from '../../patterns/papers.tsx';
import type { Offer } from '../../talk/answers.ts';
import type { CycleState } from '../../talk/cycle-state.ts';
import { type DossierFile, filesOf, pathOfDossier, pathOfFile } from '../../talk/files.ts';
import { dayShown } from '../../words/dates.ts';
import { useFileWords } from '../../words/files/files.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import classes from './files.module.css';
import product from './product.module.css';
import { Received } from './received.tsx';

const Signatures = lazy(async () => ({ default: (await import('./signatures.tsx')).Signatures }));
const FileViewer = lazy(async () => ({ default: (await import('./file-viewer.tsx')).FileViewer }));

type Piece = CycleState['evidence'][number];
const isShown = (kind: FileKind) => kind === 'pdf' || kind === 'jpg' || kind === 'png';

type Shown = { id: string; state: CycleState; today: string; offers: readonly Offer[] };

/** @param today by the clock of the answers */
export function Dossier({ id: cycle, state, today, offers }: Shown) {
  const { t } = useWords();
  const more = useFileWords();
  const names = useNames();
  const files = useQuery(filesOf(cycle)).data?.files ?? [];
  const [shown, setShown] = useState<Piece>();
  const fileOf = ({ document }: Piece) => files.find(({ sha256 }) => sha256 === document.sha256);
  const inView = shown && fileOf(shown);
  const hasFiles = state.evidence.some(fileOf);
  return (
    <section aria-labelledby="evidence" className={product.section}>
      <h2 id="evidence">{t('case.evidence')}</h2>
      {state.evidence.length === 0 && <p className="quiet">{t('case.evidenceNone')}</p>}
      <div className={inView ? classes.beside : undefined}>
        <ul className={classes.pieces} data-testid="evidence">
          {state.evidence.map((piece) => (
            <li key={piece.id}>
              <span>{names.evidence(piece.kind)}</span> <Pinned piece={piece} today={today} />
              <FileOf
                cycle={cycle}
                piece={piece}
                file={fileOf(piece)}
                show={() => setShown(piece.id === shown?.id ? undefined : piece)}
              />
            </li>
          ))}
        </ul>
        {inView && isShown(inView.kind) && (
          <Suspense fallback={<Loading lines={10} />}>
            <FileViewer
              path={pathOfFile(cycle, inView.sha256)}
              kind={inView.kind as 'pdf'}
              title={`${names.evidence(shown.kind)}: ${shown.document.number}`}
              page={shown.pages?.from}
              close={() => setShown(undefined)}
            />
          </Suspense>
        )}
      </div>
      {hasFiles && <DownloadButton path={pathOfDossier(cycle)} name={`ho-so-${cycle}.zip`} words={more.t('zip')} />}
      <Received cycle={cycle} mayTake={offers.some(({ name, allowed }) => allowed && TAKING.includes(name))} />
      <Papers of="product-cycles" id={cycle} />
    </section>
  );
}

/** Who may do one of these takes a dossier in that comes as a zip. */
const TAKING = ['AddEvidence', 'ReceiveDossier'];

/** Days before the end of a paper from which on it is said. */
const SOON_DAYS = 60;

/** To what it is pinned, and until when the paper itself is good. */
function Pinned({
  piece: { criterion, document, pages, validUntil, replaces },
  today,
}: {
  piece: Piece;
  today: string;
}) {
  const { t } = useFileWords();
  const left = validUntil === undefined ? undefined : (Date.parse(validUntil) - Date.parse(today)) / 86_400_000;
  return (
    <>
      <span className="quiet small">
        {[
          `${document.number}, ${dayShown(document.date)}`,
          criterion && t('criterion', { criterion }),
          pages && t('pages', pages),
          replaces && t('replaces', { id: replaces }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {validUntil !== undefined && left !== undefined && (
        <span className={`small ${left < 0 ? 'late' : left <= SOON_DAYS ? 'warn' : 'quiet'}`}>
          {' · '}
          {t(left < 0 ? 'over' : left <= SOON_DAYS ? 'soonOver' : 'good', {
            day: dayShown(validUntil),
          })}
        </span>
      )}
    </>
  );
}

type OfPiece = { cycle: string; piece: Piece; file: DossierFile | undefined; show: () => void };

function FileOf({ cycle, piece, file, show }: OfPiece) {
  const { t } = useFileWords();
  const [isSigned, setSigned] = useState(false);
  const { say } = useWords();
  if (!file) return piece.document.sha256 === undefined ? null : <p className="quiet small">{t('hashOnly')}</p>;
  if (file.erased) return <p className="quiet small">{say(file.erased)}</p>;
  const { checked = 'unchecked', name } = file;
  const isOpen = checked === 'clean' || checked === 'not-asked';
  return (
    <>
      <Group gap="xs" mt={4}>
        {isOpen && isShown(file.kind) && (
          <Button variant="default" size="compact-sm" onClick={show}>
            {t('show')}
          </Button>
        )}
        {isOpen && (
          <DownloadButton
            path={pathOfFile(cycle, file.sha256)}
            name={`${piece.id}.${endOf(file.kind)}`}
            words={t('take', { kind: file.kind.toUpperCase(), size: sizeShown(file.bytes) })}
            size="compact-sm"
          />
        )}
        {isOpen && file.kind === 'pdf' && (
          <Button variant="subtle" size="compact-sm" onClick={() => setSigned(!isSigned)} aria-expanded={isSigned}>
            {t('signatures')}
          </Button>
        )}
        {name && <span className="quiet small">{name}</span>}
        <span className={`small ${checked === 'harmful' ? 'late' : checked === 'too-large' ? 'warn' : 'quiet'}`}>
          {t(`checked.${checked}`)}
        </span>
      </Group>
      {isSigned && (
        <Suspense fallback={<Loading lines={2} />}>
          <Signatures cycle={cycle} sha256={file.sha256} />
        </Suspense>
      )}
    </>
  );
}

const sizeShown = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
