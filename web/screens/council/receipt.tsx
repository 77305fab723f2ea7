// What a member keeps of a sealed sheet: it shows later that the sheet was opened as it was sealed. Printed on half a page.
import { Button, Group, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { receipt } from '../../talk/council.ts';
import { momentShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import type { Subject } from './envelope.ts';
import classes from './sheet.module.css';

const nameOf = ({ member, session, cycle }: Subject): string => `ocop.receipt:${member}:${session}:${cycle}`;
export const keepReceipt = (of: Subject, code: string): void => localStorage.setItem(nameOf(of), code);
export const keptReceipt = (of: Subject): string | undefined => localStorage.getItem(nameOf(of)) ?? undefined;

type Props = {
  readonly of: Subject;
  readonly name: string;
  readonly code: string | undefined;
  /** the next product that waits for a sheet of theirs */
  readonly next: string | undefined;
  readonly again: (() => void) | undefined;
};

export function ReceiptPage({ of, name, code, next, again }: Props) {
  const { t } = useWords();
  const asked = useQuery({ ...receipt(of.session, code ?? ''), enabled: code !== undefined });
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <section className={`${classes.receipt} sheet`}>
      <Title order={1} ref={head} tabIndex={-1}>
        {t('council.sheet.sealed')}
      </Title>
      <p className={classes.product}>{name}</p>
      {code !== undefined && (
        <dl>
          <dt>{t('council.sheet.receipt')}</dt>
          <dd className={classes.codeLine} data-testid="receipt">
            {code}
          </dd>
          {asked.data && (
            <>
              <dt>{t('council.sheet.sealedAt')}</dt>
              <dd>
                {momentShown(asked.data.sealedAt)} – {t(`council.sheet.receiptState.${asked.data.state}`)}
              </dd>
              <dt>{t('council.sheet.commitment')}</dt>
              <dd>
                <code>{asked.data.commitment}</code>
              </dd>
            </>
          )}
        </dl>
      )}
      {code !== undefined && <p className="quiet">{t('council.sheet.receiptHow')}</p>}
      <Group className="no-print">
        {next !== undefined && (
          <Button component={Link} to="/councils/$id/sheets/$cycle" params={{ id: of.session, cycle: next } as never}>
            {t('council.sheet.next')}
          </Button>
        )}
        {code !== undefined && (
          <Button variant="default" onClick={() => window.print()}>
            {t('council.sheet.print')}
          </Button>
        )}
        <Button variant="default" component={Link} to="/councils/$id" params={{ id: of.session } as never}>
          {t('council.sheet.back')}
        </Button>
        {again && (
          <Button variant="subtle" onClick={again}>
            {t('council.sheet.again')}
          </Button>
        )}
      </Group>
    </section>
  );
}
