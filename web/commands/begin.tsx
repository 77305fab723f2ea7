// What begins a thing that is not there yet, and so offers nothing itself.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { operation } from '../talk/reads.ts';
import { useWords } from '../words/language.ts';
import { CommandDialog } from './command-dialog.tsx';
import type { CommandFormProps } from './command-form.tsx';
import { Done, type DoneWith } from './done.tsx';

type Props = {
  readonly command: string;
  readonly route: string;
  readonly id: string;
  readonly fills?: CommandFormProps['fills'];
  readonly done?: () => void;
};

export function Begin({ command, route, id, fills, done: tell }: Props) {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState<DoneWith>();
  const words = useQuery(operation(command)).data?.asked?.['x-words'];
  if (!words) return null;
  const offer = { name: command, route, words, needsIfMatch: false };
  return (
    <>
      <Done done={done} />
      <Button onClick={() => setOpen(true)} data-command={command}>
        {say(words)}
      </Button>
      {isOpen && (
        <CommandDialog
          offer={offer}
          id={id}
          etag={undefined}
          fills={fills}
          close={() => setOpen(false)}
          done={(answer) => {
            setDone({ offer, answer });
            setOpen(false);
            tell?.();
          }}
        />
      )}
    </>
  );
}
