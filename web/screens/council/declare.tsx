// A member says of all products at once whether they have a conflict of interest. What is typed is kept until it is said.
import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { conflictKinds, declarations } from '../../../domain/council-session/conflict-kinds.ts';
import { own } from '../../../domain/kernel/own.ts';
import { useMe } from '../../frame/me.ts';
import type { Offer } from '../../talk/answers.ts';
import type { Declared, Session } from '../../talk/council-answers.ts';
import { give } from '../../talk/give.ts';
import { sentencesOf } from '../../talk/problem.ts';
import { useWords } from '../../words/language.ts';
import classes from './council.module.css';
import { type Products, useSeats } from './seats.ts';

type Props = {
  readonly id: string;
  readonly state: Session;
  readonly offer: Offer | undefined;
  readonly products: Products;
};
type Typed = { readonly kind?: Declared | undefined; readonly answer?: string | undefined };

/** What a member has to say before they see a dossier; nothing where they do not score. */
export function Declare({ state, offer, id, products }: Props) {
  const { t } = useWords();
  const { account } = useMe();
  const [isOpen, setOpen] = useState(false);
  const { mine } = useSeats(state);
  const open = state.agenda.filter((item) => !item.opening && !item.closed && !item.postponed);
  const missing = open.filter((item) => own(item.declared, account) === undefined).length;
  if (!offer?.allowed || !mine?.scores || open.length === 0) return null;
  return (
    <div className={classes.declare} data-open={missing > 0 || undefined}>
      <Text fw={missing > 0 ? 650 : 400}>
        {missing > 0 ? t('council.declare.open', { count: missing }) : t('council.declare.done')}
      </Text>
      <Button variant={missing > 0 ? 'filled' : 'subtle'} size="compact-md" onClick={() => setOpen(true)}>
        {t(missing > 0 ? 'council.declare.title' : 'council.declare.again')}
      </Button>
      {isOpen && (
        <DeclareForm
          id={id}
          state={{ ...state, agenda: open }}
          offer={offer}
          products={products}
          close={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function DeclareForm({ id, state, offer, products, close }: Props & { offer: Offer; close: () => void }) {
  const { t, say } = useWords();
  const { account } = useMe();
  const queries = useQueryClient();
  const kept = `ocop.draft:${account}:DeclareConflicts:${id}`;
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>(() => ({
    ...Object.fromEntries(state.agenda.map((item) => [item.cycle, { kind: own(item.declared, account) }])),
    ...(JSON.parse(localStorage.getItem(kept) ?? '{}') as Record<string, Typed>),
  }));
  // Another word is another command.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const set = (all: Readonly<Record<string, Typed>>) => {
    setTyped(all);
    setKey(crypto.randomUUID());
    localStorage.setItem(kept, JSON.stringify(all));
  };
  const isWhole = state.agenda.every(({ cycle }) => typed[cycle]?.kind !== undefined);
  const send = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const said = state.agenda.map(({ cycle }) => {
        const { kind, answer } = typed[cycle] ?? {};
        return { cycle, kind, ...(kind === 'none' && answer?.trim() ? { answer: answer.trim() } : {}) };
      });
      await give({ route: offer.route, input: { products: said }, key, ifMatch: undefined });
      localStorage.removeItem(kept);
      await queries.invalidateQueries();
      close();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('council.declare.title')}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('form.cancel') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole) void send();
        }}
      >
        <Stack>
          <Text>{t('council.declare.lead')}</Text>
          {error !== undefined && (
            <Alert color="red" role="alert">
              {say(sentencesOf(error))}
            </Alert>
          )}
          <Button
            variant="default"
            style={{ alignSelf: 'start' }}
            onClick={() =>
              set(
                Object.fromEntries(
                  state.agenda.map(({ cycle }) => [cycle, { ...typed[cycle], kind: 'none' as const }]),
                ),
              )
            }
          >
            {t('council.declare.allNone')}
          </Button>
          {state.agenda.map((item) => {
            const { cycle } = item;
            const found = item.found.filter((one) => one.account === account);
            const mine = typed[cycle];
            return (
              <Stack key={cycle} gap={6}>
                <NativeSelect
                  label={products.name(cycle)}
                  value={mine?.kind ?? ''}
                  data={[
                    { value: '', label: t('form.choose') },
                    ...Object.entries(declarations).map(([value, words]) => ({ value, label: say(words) })),
                  ]}
                  onChange={({ currentTarget: { value } }) =>
                    set({
                      ...typed,
                      [cycle]: {
                        ...mine,
                        ...(value === '' ? { kind: undefined } : { kind: value as Declared }),
                      } as Typed,
                    })
                  }
                />
                {found.length > 0 && mine?.kind === 'none' && (
                  <Textarea
                    label={t('council.declare.answer')}
                    description={t('council.declare.answerHow', {
                      what: found.map(({ kind }) => say(conflictKinds[kind])).join('; '),
                    })}
                    value={mine.answer ?? ''}
                    autosize
                    minRows={2}
                    onChange={(event) => set({ ...typed, [cycle]: { ...mine, answer: event.currentTarget.value } })}
                  />
                )}
              </Stack>
            );
          })}
          <Group>
            <Button type="submit" loading={isBusy} disabled={!isWhole}>
              {t('council.declare.go')}
            </Button>
            {!isWhole && <Text className="quiet">{t('council.declare.missing')}</Text>}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
