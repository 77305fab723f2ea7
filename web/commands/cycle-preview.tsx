// A product's cycle in short, beside a list: what is waited for, until when and why, and what can be done.
import { Anchor, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Failed } from '../patterns/failed.tsx';
import { Loading } from '../patterns/loading.tsx';
import { WaitsFor } from '../patterns/waits-for.tsx';
import { cycle } from '../talk/reads.ts';
import { useWords } from '../words/language.ts';
import { placeOf } from '../words/of-cycle.ts';
import { CommandPanel } from './command-panel.tsx';

export function CyclePreview({ id }: { id: string }) {
  const { t } = useWords();
  const asked = useQuery(cycle(id));
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={8} />;
  const { body, etag } = asked.data;
  const item = body.board;
  return (
    <>
      <Title order={2} pr={40}>
        {item?.productName ?? id}
      </Title>
      {item && (
        <p className="quiet small" style={{ margin: '0 0 8px' }}>
          {item.producer} · {placeOf(item)}
        </p>
      )}
      {item && <WaitsFor item={item} />}
      <CommandPanel id={id} etag={etag} offers={body.commands} waitsFor={item?.waiting?.responsibility} />
      <Anchor component={Link} to="/cycles/$id" params={{ id } as never} mt="sm" display="inline-block">
        {t('list.full')} →
      </Anchor>
    </>
  );
}
