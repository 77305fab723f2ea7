// Invites somebody and gives them their role, or has them set their credentials anew. What signs is asked for with a proof.
import { Alert, Button, CopyButton, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { roles as allRoles } from '../../../domain/rulebooks/responsibilities.ts';
import { ProofOfSelf } from '../../commands/proof.tsx';
import { UnitField } from '../../commands/unit-field.tsx';
import { useMe } from '../../frame/me.ts';
import { useToday } from '../../frame/year.ts';
import { type Invitation, operate } from '../../talk/admin-reads.ts';
import { ask } from '../../talk/ask.ts';
import { give } from '../../talk/give.ts';
import { isProblem, sentencesOf } from '../../talk/problem.ts';
import { momentShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './admin.module.css';

export type Asked = {
  readonly name: 'invite' | 'reset-sign-in';
  /** absent: somebody new */
  readonly account?: string;
  /** known already, of somebody new */
  readonly role?: string;
  readonly unit?: string;
};

/** A pseudonym: it says nothing of who it is. */
const newAccount = (): string =>
  `tk-${[...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;

export function InviteDialog({ asked, close }: { asked: Asked; close: () => void }) {
  const { t, say } = useMoreWords();
  const { province, roles: own } = useMe();
  const today = useToday();
  const queries = useQueryClient();
  const isNew = asked.account === undefined;
  const [account] = useState(asked.account ?? newAccount);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState(asked.role ?? '');
  const [unit, setUnit] = useState(asked.unit ?? '');
  const [phase, setPhase] = useState<'typing' | 'sending' | 'proof'>('typing');
  const [error, setError] = useState<unknown>();
  const [made, setMade] = useState<Invitation>();
  const isInvitation = asked.name === 'invite';
  const grant = {
    route: `/v1/accounts/${account}/grant-role`,
    input: { grant: `${role}-${unit}`.toLowerCase(), province: province?.code, role, unit, from: today },
    key: crypto.randomUUID(),
    ifMatch: undefined,
    as: own.find((one) => one.role === 'admin')?.as,
  };
  const send = async () => {
    setPhase('sending');
    setError(undefined);
    try {
      // A role that does not go with the unit is told before anybody is invited.
      if (isNew) await give({ ...grant, preview: true });
      const address = isInvitation && email.trim() !== '' ? { email: email.trim() } : {};
      const invitation = await operate<Invitation>(asked.name, { account, ...address });
      if (isNew) await give({ ...grant, key: crypto.randomUUID() });
      setMade(invitation);
      await queries.invalidateQueries();
      setPhase('typing');
    } catch (refused) {
      setPhase(isProblem(refused, 'CONFIRMATION_REQUIRED') ? 'proof' : 'typing');
      setError(refused);
    }
  };
  const title = t(isInvitation ? 'admin.people.invite' : 'admin.people.reset');
  return (
    <Modal
      opened
      onClose={close}
      title={isNew ? t('admin.people.inviteNew') : `${title} – ${account}`}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('admin.people.close') }}
    >
      {phase === 'proof' ? (
        <ProofOfSelf
          giving={{
            edit: () => setPhase('typing'),
            prove: async (proof) => {
              await ask('/v1/me/confirm', { method: 'POST', body: proof });
              await send();
            },
          }}
        />
      ) : made ? (
        <Made invitation={made} account={account} />
      ) : (
        <Stack>
          {error !== undefined && (
            <Alert color="red" role="alert">
              {say(sentencesOf(error))}
            </Alert>
          )}
          {isNew && (
            <>
              <NativeSelect
                label={t('admin.people.role')}
                value={role}
                onChange={({ currentTarget }) => setRole(currentTarget.value)}
                data={[
                  { value: '', label: t('admin.people.chooseRole') },
                  ...Object.entries(allRoles).map(([value, words]) => ({ value, label: say(words) })),
                ]}
              />
              {role === 'producer' ? (
                <TextInput
                  label={t('admin.people.producer')}
                  value={unit}
                  onChange={({ currentTarget }) => setUnit(currentTarget.value)}
                />
              ) : (
                <UnitField label={t('admin.people.unit')} value={unit} type={setUnit} />
              )}
            </>
          )}
          {isInvitation ? (
            <TextInput
              type="email"
              label={t('admin.people.email')}
              description={t('admin.people.emailHow')}
              value={email}
              maxLength={254}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
          ) : (
            <Text>{t('admin.people.resetHow')}</Text>
          )}
          <Button
            loading={phase === 'sending'}
            disabled={isNew && (role === '' || unit.trim() === '')}
            onClick={() => void send()}
          >
            {isInvitation ? t('admin.people.send') : t('admin.people.reset')}
          </Button>
        </Stack>
      )}
    </Modal>
  );
}

function Made({ invitation: { link, expiresAt, letter }, account }: { invitation: Invitation; account: string }) {
  const { t } = useMoreWords();
  return (
    <Stack role="status">
      <Text>{t('admin.people.invited', { account })}</Text>
      {letter && <Text>{t(letter.outcome === 'sent' ? 'admin.people.mailed' : 'admin.people.notMailed')}</Text>}
      <Text>{t('admin.people.link', { until: momentShown(expiresAt) })}</Text>
      <code className={classes.secret}>{link}</code>
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button onClick={copy}>{t(copied ? 'admin.people.copied' : 'admin.people.copy')}</Button>
        )}
      </CopyButton>
    </Stack>
  );
}
