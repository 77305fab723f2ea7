// One command on many things: its form once, then what became of each, those that were refused first and with their reason.
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { useMe } from '../frame/me.ts';
import { Failed } from '../patterns/failed.tsx';
import { Loading } from '../patterns/loading.tsx';
import type { RowAnswer } from '../talk/answers.ts';
import { giveInBulk } from '../talk/in-bulk.ts';
import { sentencesOf } from '../talk/problem.ts';
import { operation, type Schema } from '../talk/reads.ts';
import { useWords } from '../words/language.ts';
import { useListWords } from '../words/lists/lists.ts';
import { DATED } from './command-form.tsx';
import { dropDraft, keepDraft, keyFor, readDraft } from './drafts.ts';
import { Fields } from './field.tsx';
import classes from './in-bulk.module.css';
import { inputOf, type Problems, type Raw, resolved } from './raw.ts';

export type BulkCommand = {
  /** of the command, as it is declared */
  readonly name: string;
  /** below /v1/in-bulk/ */
  readonly path: string;
};
type Thing = { readonly id: string; readonly name: string };
type Props = {
  readonly of: BulkCommand;
  readonly things: readonly Thing[];
  readonly close: () => void;
  readonly done: (answers: readonly RowAnswer[]) => void;
};

const KEPT_UNDER = 'in-bulk';
const NAMED = 3;

export function InBulk({ of, things: asked, close, done }: Props) {
  const { t, say } = useWords();
  const { t: l } = useListWords();
  // What was picked when it was opened: rows that are done are no longer picked then.
  const [things] = useState(asked);
  const [answers, setAnswers] = useState<readonly RowAnswer[]>();
  const form = useQuery(operation(of.name));
  const isPhone = useMediaQuery('(max-width: 700px)') ?? false;
  const given = form.data?.asked;
  const schema = given?.requestBody?.content['application/json']?.schema ?? { type: 'object', properties: {} };
  return (
    <Modal
      opened
      onClose={close}
      title={given && l('pick.many', { what: say(given['x-words']), count: things.length })}
      size="lg"
      fullScreen={isPhone}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('form.cancel') }}
    >
      {form.error && <Failed error={form.error} again={() => form.refetch()} />}
      {form.isPending && <Loading lines={4} height={32} />}
      {answers ? (
        <Answers answers={answers} things={things} close={close} />
      ) : (
        given && (
          <Form
            of={of}
            things={things}
            schema={resolved(schema, form.data?.schemas ?? {})}
            close={close}
            done={(all) => {
              setAnswers(all);
              done(all);
            }}
          />
        )
      )}
    </Modal>
  );
}

function Form({ of, things, schema, close, done }: Props & { schema: Schema }) {
  const { t, say } = useWords();
  const { t: l } = useListWords();
  const { account } = useMe();
  const queries = useQueryClient();
  const draft = useMemo(() => ({ account, command: of.name, id: KEPT_UNDER }), [account, of.name]);
  const [raw, setRaw] = useState(() => readDraft(draft).raw);
  const [isTried, setTried] = useState(false);
  const [sent, setSent] = useState<number>();
  const [tries, setTries] = useState(0);
  const [error, setError] = useState<unknown>();
  const problems: Problems = new Map();
  const input = inputOf(schema, raw, { pointer: '', required: true, problems });
  const isSending = sent !== undefined;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problems.size > 0 || isSending) return;
    setError(undefined);
    setSent(0);
    const partOf = (part: number) => ({ ...draft, id: `${KEPT_UNDER}/${part}` });
    const parts: number[] = [];
    try {
      const answers = await giveInBulk({
        path: of.path,
        ids: things.map(({ id }) => id),
        input,
        keyOf: (part, rows) => {
          parts.push(part);
          return keyFor(partOf(part), readDraft(partOf(part)), rows);
        },
        onWait: setTries,
        onSent: setSent,
      });
      for (const part of parts) dropDraft(partOf(part));
      dropDraft(draft);
      await queries.invalidateQueries();
      done(answers);
    } catch (refused) {
      setError(refused);
      setSent(undefined);
      setTries(0);
    }
  };
  return (
    <form
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey && !event.nativeEvent.isComposing) void submit(event);
      }}
    >
      <Stack gap="md">
        <div>
          <Text size="sm">
            {things
              .slice(0, NAMED)
              .map(({ name }) => name)
              .join('; ')}
            {things.length > NAMED && ` ${l('pick.unseen', { count: things.length - NAMED })}`}
          </Text>
          <Text size="sm" className="quiet">
            {l('pick.about')}
          </Text>
        </div>
        {error !== undefined && (
          <Alert color="red" role="alert">
            {say(sentencesOf(error))}
          </Alert>
        )}
        <Fields
          name=""
          pointer=""
          required
          isNeeded
          schema={schema}
          without={DATED}
          raw={raw}
          type={(value) => {
            const next = value as Readonly<Record<string, Raw>>;
            setRaw(next);
            keepDraft(draft, { raw: next });
          }}
          problems={isTried ? problems : new Map()}
          refused={[]}
        />
        {tries > 0 && isSending && (
          <Alert color="yellow" role="status">
            {t('form.waiting', { tries })}
          </Alert>
        )}
        <Group gap="xs">
          <Button type="submit" loading={isSending}>
            {l('pick.send', { count: things.length })}
          </Button>
          <Button variant="default" onClick={close}>
            {t('form.cancel')}
          </Button>
          {isSending && <Text role="status">{l('pick.sent', { sent, count: things.length })}</Text>}
        </Group>
        <Text size="xs" className="quiet">
          {t('form.kept')}
        </Text>
      </Stack>
    </form>
  );
}

type AnswersProps = { answers: readonly RowAnswer[]; things: readonly Thing[]; close: () => void };

function Answers({ answers, things, close }: AnswersProps) {
  const { t, say } = useWords();
  const { t: l } = useListWords();
  const names = new Map(things.map(({ id, name }) => [id, name]));
  const isRefused = ({ outcome }: RowAnswer) => outcome === 'refused';
  const refused = answers.filter(isRefused);
  return (
    <Stack gap="md">
      <Text role="status" fw={600}>
        {l('pick.result', { done: answers.length - refused.length, refused: refused.length })}{' '}
        {refused.length > 0 && l('pick.kept')}
      </Text>
      <ul className={classes.answers} data-testid="row-answers">
        {[...refused, ...answers.filter((row) => !isRefused(row))].map((row) => (
          <li key={row.id}>
            <strong>{names.get(row.id) ?? row.id}</strong>
            {row.outcome === 'refused' ? (
              <span className="late">
                ✖{' '}
                {[row.sentences, ...(row.errors ?? []).map(({ sentences }) => sentences)]
                  .filter(isTold)
                  .map(say)
                  .join(' ')}
              </span>
            ) : (
              <span className="good">✓ {l(`pick.${row.outcome === 'preview' ? 'appended' : row.outcome}`)}</span>
            )}
          </li>
        ))}
      </ul>
      <Group>
        <Button onClick={close}>{t('form.cancel')}</Button>
      </Group>
    </Stack>
  );
}

const isTold = <T,>(words: T | undefined): words is T => words !== undefined;
