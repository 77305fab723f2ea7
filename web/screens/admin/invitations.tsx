// Invitations and links for new credentials that nobody has used yet, each to be withdrawn.
import { Button, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenInvitation } from '../../talk/admin-answers.ts';
import { invitations, operate } from '../../talk/admin-reads.ts';
import { sentencesOf } from '../../talk/problem.ts';
import { momentShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './admin.module.css';

export function Invitations() {
  const { t, say } = useMoreWords();
  const queries = useQueryClient();
  const { data: open } = useQuery(invitations());
  const [told, setTold] = useState('');
  const withdraw = async ({ id, account }: OpenInvitation) => {
    try {
      const { withdrawn } = await operate<{ withdrawn: boolean }>('withdraw-invitation', { id });
      setTold(t(withdrawn ? 'admin.invitations.withdrawn' : 'admin.invitations.gone', { account }));
      await queries.invalidateQueries({ queryKey: ['invitations'] });
    } catch (error) {
      setTold(say(sentencesOf(error)));
    }
  };
  if (!open) return null;
  return (
    <details className={classes.invitations} data-testid="invitations">
      <summary>{t('admin.invitations.title', { count: open.length })}</summary>
      {open.length === 0 && <p className="quiet">{t('admin.invitations.none')}</p>}
      <ul>
        {open.map((one) => (
          <li key={one.id}>
            <strong>{one.account}</strong> · {t(`admin.invitations.kinds.${one.kind}`)}{' '}
            <span className="quiet small">
              {t('admin.invitations.until', { until: momentShown(one.expiresAt) })} ·{' '}
              {t('admin.invitations.by', { by: one.by })}
            </span>{' '}
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('admin.invitations.withdrawOne', { account: one.account })}
              onClick={() => void withdraw(one)}
            >
              {t('admin.invitations.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
      <Text role="status" size="sm">
        {told}
      </Text>
    </details>
  );
}
