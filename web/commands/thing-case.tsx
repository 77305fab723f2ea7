// The pattern “case” for things that nobody waits for: what it is, what can be done with it, what happened to it.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CasePage } from '../patterns/case-page.tsx';
import { Failed } from '../patterns/failed.tsx';
import { Loading } from '../patterns/loading.tsx';
import { Notes } from '../patterns/notes.tsx';
import { PageHead } from '../patterns/page-head.tsx';
import { Timeline } from '../patterns/timeline.tsx';
import type { Offer, Resource } from '../talk/answers.ts';
import { timeline } from '../talk/reads.ts';
import { useWords } from '../words/language.ts';
import { CommandPanel } from './command-panel.tsx';

type Props = {
  readonly resource: string;
  readonly id: string;
  readonly title: string;
  readonly meta?: ReactNode;
  readonly body: Resource<unknown>;
  readonly etag: string | undefined;
  /** what stands at the side; all that can be done where it is absent */
  readonly offers?: readonly Offer[];
  readonly waits?: ReactNode;
  /** revision of the fact that the address names */
  readonly marked?: string | undefined;
  readonly linkTo: (revision: number) => string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

export function ThingCase(props: Props) {
  const {
    resource,
    id,
    title,
    meta,
    body,
    etag,
    offers = body.commands,
    waits,
    marked,
    linkTo,
    aside,
    children,
  } = props;
  const { t } = useWords();
  const history = useQuery(timeline(resource, id));
  return (
    <CasePage
      title={<PageHead title={title}>{meta}</PageHead>}
      track={null}
      waits={
        <>
          {waits}
          <Notes notes={body.warnings} />
        </>
      }
      side={
        <section aria-labelledby="commands">
          <h2 id="commands">{t('case.commands')}</h2>
          <CommandPanel id={id} etag={etag} offers={offers} isPlain />
          {aside}
        </section>
      }
    >
      {children}
      <h2>{t('case.history')}</h2>
      {history.error && !history.data && <Failed error={history.error} again={() => history.refetch()} />}
      {history.data && <Timeline facts={history.data} marked={marked} whole linkTo={linkTo} />}
      {!history.data && !history.error && <Loading lines={6} />}
    </CasePage>
  );
}
