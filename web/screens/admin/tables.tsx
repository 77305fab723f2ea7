// A list taken in from a spreadsheet: template, dry run, then the rows themselves, each with what became of it.
import { Alert, Button, FileInput, Group, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../../frame/me.ts';
import { DownloadButton } from '../../patterns/download-button.tsx';
import { Failed } from '../../patterns/failed.tsx';
import type { SheetTaken } from '../../talk/admin-answers.ts';
import { ask } from '../../talk/ask.ts';
import { Problem } from '../../talk/problem.ts';
import { withQuery } from '../../talk/reads.ts';
import { useMoreWords } from '../../words/more/more.ts';

const KINDS = ['units', 'producers', 'products', 'recognised', 'plans', 'scores'] as const;
type Kind = (typeof KINDS)[number];
/** More than somebody reads at once; the file itself has them all. */
const SHOWN = 50;

export function Tables() {
  const { t } = useMoreWords();
  const { province } = useMe();
  const queries = useQueryClient();
  const { table } = useSearch({ from: '/signed/admin' });
  const [kind, setKind] = useState<Kind>(KINDS.find((one) => one === table) ?? 'units');
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState<SheetTaken>();
  const [taken, setTaken] = useState<SheetTaken>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  /** of a CSV file from before Unicode, once somebody has said that it is this */
  const [encoding, setEncoding] = useState<string>();
  const forget = () => {
    setEncoding(undefined);
    setTried(undefined);
    setTaken(undefined);
    setError(undefined);
  };

  const send = async (isTrial: boolean, as = encoding) => {
    if (!file || isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      const path = withQuery(`/v1/spreadsheets/${kind}`, {
        province: province?.code,
        ...(isTrial ? { preview: 'yes' } : {}),
        ...(as === undefined ? {} : { encoding: as }),
      });
      const { body } = await ask<SheetTaken>(path, { method: 'POST', body: file });
      setTried(isTrial ? body : undefined);
      setTaken(isTrial ? undefined : body);
      if (!isTrial) await queries.invalidateQueries();
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };

  const isLegacy = error instanceof Problem && error.code === 'SHEET_ENCODING_LEGACY';
  const offered = isLegacy ? String(error.details.encoding) : undefined;

  return (
    <Stack maw={760}>
      <Text>{t('admin.tables.lead')}</Text>
      <Group align="end">
        <NativeSelect
          label={t('admin.tables.which')}
          data={KINDS.map((value) => ({ value, label: t(`admin.tables.kinds.${value}`) }))}
          value={kind}
          onChange={({ currentTarget }) => {
            setKind(currentTarget.value as Kind);
            forget();
          }}
        />
        <DownloadButton
          path={`/v1/spreadsheets/${kind}`}
          name={`mau-${kind}.xlsx`}
          words={t('admin.tables.template')}
        />
      </Group>
      <Group align="end">
        <FileInput
          label={t('admin.tables.file')}
          accept=".xlsx,.csv"
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            forget();
          }}
          miw={280}
        />
        <Button variant="default" disabled={!file} loading={isBusy} onClick={() => void send(true)}>
          {t('admin.tables.try')}
        </Button>
        {tried && tried.faults.length === 0 && tried.done > 0 && (
          <Button loading={isBusy} onClick={() => void send(false)}>
            {t('admin.tables.take', { count: tried.done })}
          </Button>
        )}
      </Group>
      {error !== undefined && <Failed error={error} again={() => send(taken === undefined)} />}
      {offered !== undefined && (
        <Button
          variant="default"
          loading={isBusy}
          onClick={() => {
            setEncoding(offered);
            void send(true, offered);
          }}
        >
          {t('admin.tables.convert', { encoding: offered })}
        </Button>
      )}
      {tried && <Became of={tried} words={t('admin.tables.tried', { count: tried.done, refused: tried.refused })} />}
      {taken && <Became of={taken} words={t('admin.tables.taken', { count: taken.done, refused: taken.refused })} />}
    </Stack>
  );
}

/** What is wrong stands first: that is what somebody has to see to. */
function Became({ of: { faults, rows }, words }: { of: SheetTaken; words: string }) {
  const { t, say } = useMoreWords();
  const ordered = [...rows].sort((a, b) => Number(b.outcome === 'refused') - Number(a.outcome === 'refused'));
  return (
    <>
      {faults.length > 0 ? (
        <Alert color="red" role="alert" title={t('admin.tables.faults', { count: faults.length })} />
      ) : (
        <Text role="status">{words}</Text>
      )}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(faults.length > 0 ? 'admin.tables.cell' : 'admin.tables.row')}</Table.Th>
            <Table.Th>{t('admin.tables.what')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {faults.slice(0, SHOWN).map(({ cell, sentences }) => (
            <Table.Tr key={`${cell} ${sentences.en}`}>
              <Table.Td>{cell}</Table.Td>
              <Table.Td>{say(sentences)}</Table.Td>
            </Table.Tr>
          ))}
          {faults.length === 0 &&
            ordered.slice(0, SHOWN).map(({ row, key, outcome, sentences }) => (
              <Table.Tr key={row}>
                <Table.Td>
                  {row} <span className="quiet">{key}</span>
                </Table.Td>
                <Table.Td className={outcome === 'refused' ? 'late' : undefined}>
                  {outcome === 'refused' ? sentences && say(sentences) : t(`admin.tables.outcomes.${outcome}`)}
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      {Math.max(faults.length, rows.length) > SHOWN && (
        <Text className="quiet">{t('admin.tables.more', { count: Math.max(faults.length, rows.length) - SHOWN })}</Text>
      )}
    </>
  );
}
