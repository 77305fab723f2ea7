// One field of a form, by the kind of its schema. Groups and rows hold fields of their own.
import { Checkbox, Fieldset, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { points } from '../../domain/kernel/points.ts';
import type { FieldProblem } from '../talk/problem.ts';
import type { Schema } from '../talk/reads.ts';
import { dayShown, dayTyped } from '../words/dates.ts';
import { useWords } from '../words/language.ts';
import classes from './field.module.css';
import { PaperFile } from './paper-file.tsx';
import { groupOf, idOf, inputOf, type Kind, kindOf, type Problems, type Raw, rowsOf, textOf } from './raw.ts';
import { Pairs, RowsField } from './rows-field.tsx';
import { UnitField } from './unit-field.tsx';

export type FieldProps = {
  readonly name: string;
  readonly schema: Schema;
  readonly pointer: string;
  readonly required: boolean;
  readonly raw: Raw | undefined;
  readonly type: (value: Raw) => void;
  readonly problems: Problems;
  /** what the server said of single fields */
  readonly refused: readonly FieldProblem[];
  readonly label?: string;
};

const inputModes: { readonly [kind in Kind]?: 'text' | 'decimal' } = {
  line: 'text',
  numbers: 'text',
  points: 'decimal',
  percent: 'decimal',
};
const PERSONAL = /^Personal:/;

/** `occurredOn` → `Occurred on`, where nobody has said what people call it. */
const spelled = (name: string): string => {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export function useLabel() {
  const { say } = useWords();
  return (name: string, schema: Schema): string => (schema['x-label'] ? say(schema['x-label']) : spelled(name));
}

export function Field(props: FieldProps) {
  const { name, schema, pointer, required, raw, type, problems, refused } = props;
  const { t, say, lang } = useWords();
  const labelOf = useLabel();
  const kind = kindOf(schema);
  const bad = problems.get(pointer);
  const said = refused.find((one) => one.pointer === pointer);
  const hint = bad?.word === 'shape' ? schema['x-hint'] : undefined;
  const error = hint ? say(hint) : bad ? t(`form.bad.${bad.word}`, bad.values ?? {}) : said && say(said.sentences);
  const label = props.label ?? labelOf(name, schema);
  const common = {
    id: idOf(pointer),
    label,
    required,
    withAsterisk: required,
    error,
    description: PERSONAL.test(schema.description ?? '') ? t('form.private') : undefined,
  };
  const wordOf = (value: string) => {
    const words = schema['x-values']?.[value] ?? schema.items?.['x-values']?.[value];
    return words ? say(words) : value;
  };
  switch (kind) {
    case 'yes':
      return (
        <Checkbox
          id={common.id}
          label={label}
          error={error}
          checked={raw === true}
          onChange={(e) => type(e.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...common}
          value={textOf(raw)}
          onChange={(e) => type(e.currentTarget.value)}
          data={[
            { value: '', label: t('form.choose') },
            ...(schema.enum ?? []).map((value) => ({ value, label: wordOf(value) })),
          ]}
        />
      );
    case 'choices':
      return (
        <Checkbox.Group
          label={label}
          error={error}
          withAsterisk={required}
          value={rowsOf(raw).map(textOf)}
          onChange={(values) => type(values)}
        >
          <Stack gap={6} mt={6}>
            {(schema.items?.enum ?? []).map((value) => (
              <Checkbox key={value} value={value} label={wordOf(value)} />
            ))}
          </Stack>
        </Checkbox.Group>
      );
    case 'unit':
      return <UnitField {...common} value={textOf(raw)} type={type} />;
    case 'text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          maxRows={14}
          value={textOf(raw)}
          onChange={(e) => type(e.currentTarget.value)}
        />
      );
    case 'paper':
    case 'group':
      return (
        <Fieldset legend={label} id={common.id} tabIndex={-1}>
          <div className={kind === 'paper' ? classes.paper : classes.group}>
            <Fields
              {...props}
              schema={schema}
              raw={groupOf(raw)}
              isNeeded={required || Object.keys(groupOf(raw)).length > 0}
            />
            {error && (
              <Text c="var(--mantine-color-error)" size="sm">
                {error}
              </Text>
            )}
          </div>
        </Fieldset>
      );
    case 'rows':
      return (
        <RowsField
          {...props}
          label={label}
          error={error}
          row={({ no, ...row }) => {
            const of = { ...row, name, problems, refused, required: true, schema: schema.items ?? {} };
            return of.schema.properties ? (
              <Fields {...of} raw={groupOf(row.raw)} isNeeded />
            ) : (
              <Field {...of} label={t('form.item', { no })} />
            );
          }}
        />
      );
    case 'pairs':
      return <Pairs {...props} label={label} error={error} />;
    default:
      return (
        <TextInput
          {...common}
          value={textOf(raw)}
          placeholder={kind === 'day' ? t('form.date') : kind === 'numbers' ? '15, 7, 3, 1' : undefined}
          inputMode={inputModes[kind] ?? 'numeric'}
          autoComplete="off"
          onChange={(e) => type(e.currentTarget.value)}
          inputContainer={(input) => (
            <>
              {input}
              <ShownBack {...props} lang={lang} />
            </>
          )}
        />
      );
  }
}

/** What was typed, as it will be recorded: a day, points or an amount is read once more before it is sent. */
function ShownBack({ schema, raw, lang }: FieldProps & { lang: 'vi' | 'en' }) {
  const { t } = useWords();
  const kind = kindOf(schema);
  const text = textOf(raw).trim();
  const value = text === '' ? undefined : inputOf(schema, raw, { pointer: '', required: false, problems: new Map() });
  const shown =
    kind === 'day'
      ? dayTyped(text) && dayShown(dayTyped(text) as string)
      : kind === 'points' && typeof value === 'number'
        ? points(value, lang)
        : kind === 'dong' && typeof value === 'number'
          ? `${value.toLocaleString('vi-VN')} đ`
          : undefined;
  if (shown === undefined || shown === text) return null;
  return (
    <Text size="xs" className="good" role="status">
      {t('form.shownAs', { value: shown })}
    </Text>
  );
}

type FieldsProps = Omit<FieldProps, 'raw' | 'label'> & {
  raw: Readonly<Record<string, Raw>>;
  isNeeded: boolean;
  without?: readonly string[];
};

/** The fields of a group, in the order of its schema. */
export function Fields({ schema, pointer, raw, type, problems, refused, isNeeded, without = [] }: FieldsProps) {
  const labelOf = useLabel();
  const isPaper = kindOf(schema) === 'paper';
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => !without.includes(name))
    .map(([name, of]) => {
      const set = (value: Raw) => type({ ...raw, [name]: value });
      if (isPaper && name === 'sha256') return <PaperFile key={name} raw={raw[name]} type={set} />;
      return (
        <Field
          key={name}
          name={name}
          label={labelOf(name, of)}
          schema={of}
          pointer={`${pointer}/${name}`}
          required={isNeeded && schema.required?.includes(name) === true && of.default === undefined}
          raw={raw[name]}
          type={set}
          problems={problems}
          refused={refused}
        />
      );
    });
}
