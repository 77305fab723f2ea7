import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { own } from '../../../domain/kernel/own.ts';
import { operate, type Ways } from '../../talk/admin-reads.ts';
import { sentencesOf } from '../../talk/problem.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './admin.module.css';

/** Whether mail server and gateway could be sent to now. */
export function PostWays() {
  const { t, say } = useMoreWords();
  const [found, setFound] = useState<Ways>();
  const [failed, setFailed] = useState('');
  const [isBusy, setBusy] = useState(false);
  const names: Readonly<Record<string, string>> = t('admin.post.wayNames', { returnObjects: true });
  const look = async () => {
    setBusy(true);
    setFailed('');
    try {
      setFound(await operate<Ways>('post-ways', {}));
    } catch (error) {
      setFailed(say(sentencesOf(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-labelledby="ways">
      <h3 id="ways">{t('admin.post.ways')}</h3>
      <p className="quiet small">{t('admin.post.waysHow')}</p>
      <Button variant="default" loading={isBusy} onClick={() => void look()}>
        {t('admin.post.try')}
      </Button>
      <div role="status">
        {failed !== '' && <Text className="late">{failed}</Text>}
        {found && !found.sends && <Text className="warn">▲ {t('admin.post.noUrl')}</Text>}
        {found && (
          <ul className={classes.grants}>
            {found.ways.map(({ name, ok, says }) => (
              <li key={name}>
                <strong className={ok ? 'good' : 'late'}>
                  {ok ? '✓' : '✖'} {own(names, name) ?? name}
                </strong>
                <div className="quiet small">{says}</div>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
