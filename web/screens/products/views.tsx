// Ways to look at the list, each by its name: what it narrows down stands in the address, so that a view is a link. Those of
// one's own are kept on this machine.
import { Button, CloseButton, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../../frame/me.ts';
import { useListWords } from '../../words/lists/lists.ts';
import { keepViews, type Search, sameSearch, type View, viewsOf } from './kept-views.ts';

type Props = { readonly now: Search; readonly show: (search: Search) => void };
const MOST_LETTERS = 60;

export function Views({ now, show }: Props) {
  const { t } = useListWords();
  const { account, roles } = useMe();
  const [own, setOwn] = useState(() => viewsOf(account));
  const [isOpen, setOpen] = useState(false);
  const unit = roles.find(({ name }) => name !== undefined)?.unit;
  const usual: readonly View[] = [
    { name: t('views.all'), search: {} },
    { name: t('views.overdue'), search: { state: 'overdue' } },
    ...(unit === undefined ? [] : [{ name: t('views.mine'), search: { acting: unit } }]),
    { name: t('views.changed'), search: { sort: '-recordedAt' } },
    { name: t('views.recognised'), search: { state: 'recognised' } },
  ];
  const current = [...own, ...usual].find(({ search }) => sameSearch(search, now));
  const keep = (views: readonly View[]) => {
    keepViews(account, views);
    setOwn(views);
  };
  const line = ({ name, search }: View) => (
    <Button
      key={name}
      variant={sameSearch(search, now) ? 'light' : 'subtle'}
      color={sameSearch(search, now) ? 'field' : 'gray'}
      justify="flex-start"
      size="xs"
      flex={1}
      onClick={() => {
        show(search);
        setOpen(false);
      }}
    >
      {name}
    </Button>
  );
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" withinPortal={false} trapFocus shadow="md">
      <Popover.Target>
        <Button variant="default" size="xs" className="no-print" onClick={() => setOpen(!isOpen)}>
          {t('views.open')}
          {current && `: ${current.name}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown w={300}>
        <Stack gap={4}>
          {usual.map(line)}
          {own.length > 0 && (
            <Text size="sm" fw={600} mt="xs">
              {t('views.own')}
            </Text>
          )}
          {own.map((view) => (
            <Group key={view.name} gap={4} wrap="nowrap">
              {line(view)}
              <CloseButton
                size="sm"
                aria-label={t('views.drop', { name: view.name })}
                onClick={() => keep(own.filter((one) => one !== view))}
              />
            </Group>
          ))}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const name = String(new FormData(event.currentTarget).get('name') ?? '')
                .normalize('NFC')
                .trim();
              if (name === '') return;
              keep([...own.filter((one) => one.name !== name), { name, search: now }]);
              event.currentTarget.reset();
            }}
          >
            <Group gap={6} mt="xs" align="flex-end" wrap="nowrap">
              <TextInput name="name" size="xs" flex={1} maxLength={MOST_LETTERS} label={t('views.name')} />
              <Button type="submit" size="xs">
                {t('views.keep')}
              </Button>
            </Group>
          </form>
          <Text size="xs" className="quiet">
            {t('views.ownHow')}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
