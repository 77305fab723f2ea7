// The session ended in the middle of something. The page stays as it is beneath: nothing that was typed is lost.
import { Anchor, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { tellSessionOver } from '../talk/who.ts';
import { useWords } from '../words/language.ts';
import { SignInForm } from './sign-in-form.tsx';

export function SignInAgain() {
  const { t } = useWords();
  const queries = useQueryClient();
  const done = () => {
    tellSessionOver(false);
    void queries.invalidateQueries();
  };
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} title={t('signIn.over')} zIndex={400}>
      <Stack>
        <Text>{t('signIn.overLead')}</Text>
        <SignInForm done={done} next={location.pathname + location.search} />
        <Anchor href="/app/sign-in">{t('signIn.elsewhere')}</Anchor>
      </Stack>
    </Modal>
  );
}
