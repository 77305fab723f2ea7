// A command's form, made of its schema. It is in a dialogue of its own; on a telephone it takes the whole screen.
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useMemo, useRef } from 'react';
import { Failed } from '../patterns/failed.tsx';
import { Loading } from '../patterns/loading.tsx';
import type { CommandAnswer } from '../talk/answers.ts';
import { isProblem } from '../talk/problem.ts';
import { type Operation, operation, type Schema } from '../talk/reads.ts';
import { useWords } from '../words/language.ts';
import { Effects } from './effects.tsx';
import { Fields } from './field.tsx';
import { ProofOfSelf, WhichRole } from './proof.tsx';
import { idOf, isFilled, resolved } from './raw.ts';
import { Refused } from './refused.tsx';
import { type Fills, type Givable, type Giving, useCommand } from './use-command.ts';

/** Fields that every command has, for what was done on paper before. */
export const DATED = ['occurredOn', 'olderPapers', 'latePaper'];

const NONE: readonly string[] = [];

export type CommandFormProps = {
  readonly offer: Givable;
  readonly id: string;
  readonly etag: string | undefined;
  /** fields that are known already */
  readonly fills?: Fills | undefined;
  /** what it is about, where the page does not say so */
  readonly about?: string | undefined;
  /** fields that are not asked for here */
  readonly hides?: readonly string[] | undefined;
  readonly close: () => void;
  readonly done: (answer: CommandAnswer) => void;
};

export function CommandForm(props: CommandFormProps) {
  const { t, say } = useWords();
  const asked = useQuery(operation(props.offer.name));
  const isPhone = useMediaQuery('(max-width: 700px)') ?? false;
  const given = asked.data?.asked;
  const schema = given?.requestBody?.content['application/json']?.schema ?? { type: 'object', properties: {} };
  return (
    <Modal
      opened
      onClose={props.close}
      title={props.about === undefined ? say(props.offer.words) : `${say(props.offer.words)} – ${props.about}`}
      size="lg"
      fullScreen={isPhone}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('form.cancel') }}
    >
      {asked.error && <Failed error={asked.error} again={() => asked.refetch()} />}
      {asked.isPending && <Loading lines={4} height={32} />}
      {given && <Form {...props} operation={given} schema={resolved(schema, asked.data?.schemas ?? {})} />}
    </Modal>
  );
}

function Form({
  offer,
  id,
  etag,
  fills,
  hides = NONE,
  close,
  done,
  operation,
  schema,
}: CommandFormProps & { operation: Operation; schema: Schema }) {
  const { t } = useWords();
  const giving = useCommand({ offer, id, etag, fills, operation, schema, done });
  const form = useRef<HTMLFormElement>(null);
  const confirms = operation['x-confirms'];
  const own = useMemo(
    () =>
      Object.keys(schema.properties ?? {}).filter((name) => ![...DATED, ...hides].includes(name) && name !== confirms),
    [schema, confirms, hides],
  );
  const { phase, problems, problemsNow, error } = giving;
  // It came after the dialogue, which has given the focus to its own button by then.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus(), []);

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (problemsNow.size > 0) {
      const [first = ''] = problemsNow.keys();
      requestAnimationFrame(() => document.getElementById(idOf(first))?.focus());
    }
    await giving.send();
  };
  if (phase === 'proof') return <ProofOfSelf giving={giving} />;
  if (phase === 'role') return <WhichRole giving={giving} />;
  if (phase === 'effects') return <Effects giving={giving} />;
  const fields = {
    name: '',
    pointer: '',
    required: true,
    raw: giving.raw,
    type: (value: unknown) => {
      const [changed] = Object.entries(value as Giving['raw']).filter(([name, now]) => giving.raw[name] !== now);
      if (changed) giving.type(changed[0], changed[1]);
    },
    problems,
    refused: isProblem(error) ? error.errors : [],
    isNeeded: true,
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey && !event.nativeEvent.isComposing) void submit(event);
      }}
    >
      <Stack gap="md">
        <Refused giving={giving} schema={schema} />
        {problems.size > 0 && (
          <Alert color="red" role="alert">
            {t('form.problems', { count: problems.size })}
          </Alert>
        )}
        {own.length === 0 && <Text className="quiet">{t('form.nothingToFill')}</Text>}
        <Fields {...fields} schema={schema} without={[...DATED, ...hides, ...(confirms ? [confirms] : [])]} />
        {DATED.some((name) => schema.properties?.[name]) && (
          <details open={DATED.some((name) => isFilled(giving.raw[name]))}>
            <summary>{t('form.dated')}</summary>
            <Stack gap="sm" mt="xs">
              <Text size="sm" className="quiet">
                {t('form.datedHow')}
              </Text>
              <Fields {...fields} schema={schema} without={[...own, ...hides, ...(confirms ? [confirms] : [])]} />
            </Stack>
          </details>
        )}
        {giving.tries > 0 && phase === 'sending' && (
          <Alert color="yellow" role="status">
            {t('form.waiting', { tries: giving.tries })}
          </Alert>
        )}
        <Group justify="space-between">
          <Group gap="xs">
            <Button type="submit" loading={phase === 'sending'}>
              {t(operation['x-reaches-beyond'] ? 'form.preview' : 'form.send')}
            </Button>
            <Button variant="default" onClick={close}>
              {t('form.cancel')}
            </Button>
          </Group>
          {Object.values(giving.raw).some(isFilled) && (
            <Button variant="subtle" color="gray" onClick={giving.clear}>
              {t('form.clear')}
            </Button>
          )}
        </Group>
        <Text size="xs" className="quiet">
          {t('form.kept')}
        </Text>
      </Stack>
    </form>
  );
}
