import { VisuallyHidden } from '@backstage/ui';
import { useText } from '../../translation';
import type { PreviewChange } from '../PathTypes';
import { pointerWords } from '../pointerWords';
import { SafeText } from '../SafeText';
import styles from './Difference.module.css';

type Change = Pick<PreviewChange, 'path' | 'before' | 'after' | 'masked'> & {
  target?: PreviewChange['target'];
  /** What the place is known by. */
  note?: string;
};

/** What would be different, place by place: before with a minus, after with a plus, secrets masked. */
export function Difference(props: { changes: readonly Change[] }) {
  const { changes } = props;
  const t = useText();
  if (changes.length === 0) {
    return <p className={styles.none}>{t('path.noDifference')}</p>;
  }
  const names = new Set(changes.map(({ target }) => target?.uid));
  return (
    <ol className={styles.changes} aria-label={t('path.difference')}>
      {changes.map((change, index) => (
        <li key={index}>
          <code className={styles.place} title={change.path}>
            {names.size > 1 && change.target && `${change.target.name}: `}
            <SafeText text={pointerWords(change.path)} />
            {change.note && (
              <>
                {' '}
                <strong>
                  <SafeText text={change.note} />
                </strong>
              </>
            )}
          </code>
          {change.before !== undefined && (
            <Side
              sign="-"
              word={t('path.before')}
              change={change}
              value={change.before}
            />
          )}
          {change.after !== undefined && (
            <Side
              sign="+"
              word={t('path.after')}
              change={change}
              value={change.after}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

function Side(props: {
  sign: '-' | '+';
  word: string;
  change: Change;
  value: unknown;
}) {
  const { sign, word, change, value } = props;
  const t = useText();
  const Tag = sign === '-' ? 'del' : 'ins';
  return (
    <Tag className={styles.side} data-sign={sign}>
      <VisuallyHidden>{word} </VisuallyHidden>
      <span aria-hidden="true" className={styles.sign}>
        {sign}
      </span>
      <span className={styles.value}>
        {change.masked ? (
          t('path.masked')
        ) : (
          <SafeText multiline text={textOf(value)} />
        )}
      </span>
    </Tag>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string'
    ? value
    : JSON.stringify(value, undefined, 2);
}
