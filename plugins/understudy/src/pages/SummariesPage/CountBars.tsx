import { formatNumber } from '../../formatNumber';
import styles from './SummariesPage.module.css';

/** How often each of some words came up, the most frequent first. */
export function CountBars(props: {
  title: string;
  counts: Readonly<Record<string, number>>;
  wordOf: (key: string) => string;
}) {
  const { title, counts, wordOf } = props;
  const rows = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1]);
  if (rows.length === 0) {
    return null;
  }
  const most = rows[0][1];
  return (
    <div>
      <h4>{title}</h4>
      <ul className={styles.bars}>
        {rows.map(([key, count]) => {
          const word = wordOf(key);
          return (
            <li key={key}>
              {/* A value that these pages have no word for is shown as it is. */}
              <span>{word.endsWith(`.${key}`) ? key : word}</span>
              <i
                aria-hidden="true"
                style={{ width: `${(count / most) * 100}%` }}
              />
              <b>{formatNumber(count)}</b>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
