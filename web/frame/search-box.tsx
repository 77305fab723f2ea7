// One box for everything: type, Enter. Without diacritics it finds the same.
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { found } from '../talk/reads.ts';
import { useWords } from '../words/language.ts';
import { placeOf } from '../words/of-cycle.ts';
import classes from './frame.module.css';
import { SEARCH_BOX } from './keys.ts';

const WAIT_MS = 150;

export function SearchBox() {
  const { t } = useWords();
  const go = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  /** by the arrows: the line is then chosen, whatever has been typed since */
  const [isMoved, setMoved] = useState(false);
  /** Enter was pressed before the answer to what was typed: it opens the first line of that answer */
  const [isAwaited, setAwaited] = useState(false);
  const [slowly] = useDebouncedValue(text.trim(), WAIT_MS);
  const asked = isAwaited ? text.trim() : slowly;
  const { data, isError } = useQuery(found(asked));
  const isAnswered = data !== undefined && asked === text.trim();
  const items = text.trim() === '' ? [] : (data?.items ?? []);
  // The line after the last is: all of them.
  const last = items.length;

  const leave = () => {
    setOpen(false);
    setAwaited(false);
    input.current?.blur();
  };
  const open = (index: number) => {
    const item = items[index];
    leave();
    setText('');
    if (item) void go({ to: '/cycles/$id', params: { id: item.cycle } });
    else void go({ to: '/products', search: { q: text.trim() } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setAt(event.key === 'ArrowDown' ? Math.min(at + 1, last) : Math.max(at - 1, 0));
      setMoved(true);
    } else if (event.key === 'Enter' && text.trim() !== '') {
      if (isAnswered || isMoved) open(at);
      else setAwaited(true);
    } else return;
    event.preventDefault();
  };
  const now = useRef(open);
  now.current = open;
  useEffect(() => {
    // Where no answer comes, the list says why.
    if (isAwaited && (isAnswered || isError)) now.current(isAnswered ? 0 : Number.POSITIVE_INFINITY);
  }, [isAwaited, isAnswered, isError]);
  const shows = isOpen && text.trim() !== '' && data !== undefined;
  const marked = isAnswered || isMoved ? at : undefined;
  return (
    <search className={classes.search}>
      <TextInput
        ref={input}
        id={SEARCH_BOX}
        value={text}
        placeholder={t('search')}
        aria-label={t('search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<kbd className="quiet small">/</kbd>}
        role="combobox"
        aria-expanded={shows}
        aria-controls="found"
        aria-activedescendant={shows && marked !== undefined ? `found-${marked}` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setAt(0);
          setMoved(false);
          setAwaited(false);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {shows && (
        <div className={`${classes.found} sheet`} id="found" role="listbox" aria-label={t('search')}>
          {items.map((item, i) => (
            <Line key={item.cycle} no={i} isAt={i === marked} choose={open}>
              <strong>{item.productName}</strong> <span className="quiet small">{item.year}</span>
              <div className="quiet small">
                {item.productCode ? `${item.productCode} · ` : ''}
                {item.producer} · {placeOf(item)}
              </div>
            </Line>
          ))}
          <Line no={last} isAt={last === marked} choose={open}>
            {items.length === 0 ? t('searchNone') : `${t('searchAll')} (${data.total})`}
          </Line>
        </div>
      )}
    </search>
  );
}

type LineProps = { no: number; isAt: boolean; choose: (no: number) => void; children: React.ReactNode };
function Line({ no, isAt, choose, children }: LineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the keys, as a combobox wants it
    <div
      id={`found-${no}`}
      role="option"
      tabIndex={-1}
      aria-selected={isAt}
      className={classes.line}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => choose(no)}
    >
      {children}
    </div>
  );
}
