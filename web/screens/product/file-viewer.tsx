// A file beside the checklist, page by page.
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { useFileWords } from '../../words/files/files.ts';
import { type Drawable, openDrawable } from './drawn.ts';
import classes from './files.module.css';

type Props = {
  readonly path: string;
  readonly kind: 'pdf' | 'jpg' | 'png';
  readonly title: string;
  /** where the evidence is pinned to one */
  readonly page?: number | undefined;
  readonly close: () => void;
};

export function FileViewer({ path, kind, title, page, close }: Props) {
  const { t } = useFileWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [file, setFile] = useState<Drawable>();
  const [no, setNo] = useState(1);
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const left = new AbortController();
    let opened: Drawable | undefined;
    setFile(undefined);
    setError(undefined);
    openDrawable(path, kind, left.signal).then(
      (drawable) => {
        opened = drawable;
        if (left.signal.aborted) return drawable.close();
        setNo(Math.min(Math.max(page ?? 1, 1), drawable.pages));
        setFile(drawable);
      },
      (failed) => {
        if (!left.signal.aborted) setError(failed);
      },
    );
    return () => {
      left.abort();
      opened?.close();
    };
  }, [path, kind, page]);
  useEffect(() => {
    const at = canvas.current;
    if (!file || !at) return;
    let isLeft = false;
    file.draw(at, no, at.parentElement?.clientWidth ?? 600).then(
      (said) => !isLeft && setText(said),
      (failed) => !isLeft && setError(failed),
    );
    return () => {
      isLeft = true;
    };
  }, [file, no]);
  return (
    <section className={classes.viewer} aria-label={t('viewer', { title })} data-testid="viewer">
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{title}</Text>
        <Button variant="default" size="compact-sm" onClick={close}>
          {t('close')}
        </Button>
      </Group>
      {error !== undefined && <Failed error={error} />}
      {error === undefined && !file && <Loading lines={10} />}
      {file && file.pages > 1 && (
        <Group gap="xs">
          <Button variant="default" size="compact-sm" disabled={no <= 1} onClick={() => setNo(no - 1)}>
            {t('before')}
          </Button>
          <Text size="sm" role="status">
            {t('page', { no, of: file.pages })}
          </Text>
          <Button variant="default" size="compact-sm" disabled={no >= file.pages} onClick={() => setNo(no + 1)}>
            {t('next')}
          </Button>
        </Group>
      )}
      <div>
        <canvas ref={canvas} role="img" aria-label={text || title} hidden={!file} className={classes.canvas} />
      </div>
    </section>
  );
}
