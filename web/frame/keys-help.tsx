import { Checkbox, Kbd, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../words/language.ts';
import classes from './frame.module.css';
import { keysAreOff, switchKeys } from './keys.ts';

const KEYS = [
  ['/', 'search'],
  ['?', 'help'],
  ['g v', 'work'],
  ['g c', 'board'],
  ['g h', 'products'],
  ['j k', 'next'],
  ['Enter', 'open_'],
  ['x', 'pick'],
  ['r', 'remind'],
  ['e', 'assign'],
  ['Ctrl Enter', 'send'],
  ['Esc', 'back'],
] as const;

export function KeysHelp({ close }: { close: () => void }) {
  const { t } = useWords();
  const [on, setOn] = useState(!keysAreOff());
  return (
    <Modal opened onClose={close} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('form.cancel') }}>
      <dl className={classes.keys}>
        {KEYS.map(([keys, word]) => (
          <KeyLine key={keys} keys={keys} does={t(`keys.${word}`)} />
        ))}
      </dl>
      <Checkbox
        checked={on}
        label={t('keys.on')}
        onChange={({ currentTarget }) => {
          switchKeys(currentTarget.checked);
          setOn(currentTarget.checked);
        }}
      />
      <Text size="sm" className="quiet" mt="xs">
        {t('keys.note')}
      </Text>
    </Modal>
  );
}

const KeyLine = ({ keys, does }: { keys: string; does: string }) => (
  <>
    <dt>
      {keys.split(' ').map((key) => (
        <Kbd key={key} mr={4}>
          {key}
        </Kbd>
      ))}
    </dt>
    <dd>{does}</dd>
  </>
);
