// A member’s sheet of one product: filled in, signed, and then its receipt.
import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { isScored } from '../../../domain/council-session/is-scored.ts';
import { own } from '../../../domain/kernel/own.ts';
import { findCriteriaSet, findRulebook } from '../../../domain/rulebooks/registry.ts';
import { useMe } from '../../frame/me.ts';
import { Empty } from '../../patterns/empty.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { PageHead } from '../../patterns/page-head.tsx';
import type { Offer } from '../../talk/answers.ts';
import { preparation, session } from '../../talk/council.ts';
import type { Item, Session } from '../../talk/council-answers.ts';
import { type YearState, year } from '../../talk/reads.ts';
import { useWords } from '../../words/language.ts';
import type { Law, Rated } from './rated.ts';
import { keptReceipt, ReceiptPage } from './receipt.tsx';
import { useProducts, useSeats } from './seats.ts';
import { SheetForm } from './sheet-form.tsx';
import { SignSheet } from './sign-sheet.tsx';
import { useSheet } from './use-sheet.ts';

type Why = 'noDossier' | 'notYours' | 'conflicted' | 'opened' | 'noSet';

export function SheetScreen() {
  const { t } = useWords();
  const { id, cycle } = useParams({ from: '/signed/councils/$id/sheets/$cycle' });
  const asked = useQuery(session(id));
  const prepared = useQuery(preparation(id));
  const plan = useQuery(year(id.slice(0, 7)));
  const products = useProducts([cycle]);
  const state = asked.data?.body.state;
  const { mine } = useSeats(state ?? { members: [] });
  const item = state?.agenda.find((one) => one.cycle === cycle);
  const failed = asked.error ?? prepared.error;
  if (failed && !(asked.data && prepared.data)) return <Failed error={failed} again={() => asked.refetch()} />;
  if (!asked.data || !prepared.data || !state || plan.isPending) return <Loading lines={14} />;
  const name = products.name(cycle);
  const why = whyNot(item, mine);
  const offer = asked.data.body.commands.find((one) => one.name === 'SealSheet');
  return (
    <>
      <Anchor component={Link} to="/councils/$id" params={{ id } as never} className="no-print">
        ← {t('council.sheet.back')}
      </Anchor>
      {why || !item || !offer ? (
        <>
          <PageHead title={t('council.sheet.title')}>
            <Text className="quiet">{name}</Text>
          </PageHead>
          <Empty title={t(`council.sheet.${why ?? 'notYours'}`)} />
        </>
      ) : (
        <Filling
          key={cycle}
          id={id}
          state={state}
          item={item}
          offer={offer}
          keyHeldByChair={prepared.data.keyHeldByChair}
          policies={plan.data?.body.state.plan?.policies}
          products={products}
        />
      )}
    </>
  );
}

function whyNot(item: Item | undefined, mine: Session['members'][number] | undefined): Why | undefined {
  if (!mine?.scores || !item) return 'notYours';
  if ((own(item.declared, mine.account) ?? 'none') !== 'none') return 'conflicted';
  if (isScored(item) || item.closed || item.postponed) return 'opened';
  if (!item.dossier) return 'noDossier';
  const set = findCriteriaSet(item.dossier.criteriaSet);
  return set?.parts.some(({ criteria }) => criteria.length > 0) ? undefined : 'noSet';
}

type FillingProps = {
  readonly id: string;
  readonly state: Session;
  readonly item: Item;
  readonly offer: Offer;
  readonly keyHeldByChair: boolean;
  readonly policies: NonNullable<YearState['plan']>['policies'] | undefined;
  readonly products: ReturnType<typeof useProducts>;
};

function Filling({ id, state, item, offer, keyHeldByChair, policies, products }: FillingProps) {
  const { t, say } = useWords();
  const { account } = useMe();
  const { cycle } = item;
  const of = { session: id, cycle, member: account };
  const sheet = useSheet({ account, session: id, cycle }, !keyHeldByChair);
  const [signing, setSigning] = useState<Rated>();
  const [isAgain, setAgain] = useState(false);
  const criteriaSet = item.dossier?.criteriaSet ?? '';
  const law = useMemo<Law | undefined>(() => {
    const set = findCriteriaSet(criteriaSet);
    const rulebook = set && findRulebook(set.rulebook);
    return set && rulebook && { set, rulebook, ...(policies ? { policies } : {}) };
  }, [criteriaSet, policies]);
  const name = products.name(cycle);
  const isSealed = own(item.sealed, account) !== undefined;
  if (isSealed && !isAgain) {
    const waits = (one: Item) =>
      !isScored(one) &&
      !one.closed &&
      !one.postponed &&
      own(one.declared, account) === 'none' &&
      !own(one.sealed, account);
    return (
      <ReceiptPage
        of={of}
        name={name}
        code={keptReceipt(of)}
        next={state.agenda.find(waits)?.cycle}
        again={() => setAgain(true)}
      />
    );
  }
  if (!law || !sheet.draft) return <Loading lines={14} />;
  return (
    <>
      <PageHead title={t('council.sheet.of', { product: name })}>
        <Text className="quiet">
          {[products.place(cycle), say(law.set.name), law.rulebook.id].filter(Boolean).join(' · ')}
        </Text>
      </PageHead>
      {keyHeldByChair && state.publicKey === undefined && <p className="warn">{t('council.key.missing')}</p>}
      <SheetForm sheet={sheet} draft={sheet.draft} law={law} cycle={products.state(cycle)} sign={setSigning} />
      {signing && (
        <SignSheet
          of={of}
          name={name}
          offer={offer}
          sheet={sheet}
          seen={sheet.draft.seen}
          rated={signing}
          publicKey={keyHeldByChair ? state.publicKey : undefined}
          replaces={isSealed}
          close={() => setSigning(undefined)}
          done={() => {
            setSigning(undefined);
            setAgain(false);
          }}
        />
      )}
    </>
  );
}
