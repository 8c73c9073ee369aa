import { ButtonIcon } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { exampleEntries, told } from '../src/__testUtils__/exampleEntries';
import { ExampleLedger } from '../src/__testUtils__/ExampleLedger';
import { servedEntry } from '../src/__testUtils__/servedEntry';
import type { AuditEntry } from '../src/audit/AuditEntry';
import { openAuditEntry } from '../src/audit/openAuditEntry';
import { EntryDetail } from '../src/components/EntryDetail';
import { EntryTable } from '../src/components/EntryTable';
import { EntryTimeline } from '../src/components/EntryTimeline';
import { FilterBar, type FilterValues } from '../src/components/FilterBar';
import { SavedViews } from '../src/components/FilterBar/SavedViews';
import { TimeFilter } from '../src/components/FilterBar/TimeFilter';
import type { TimeRange } from '../src/components/FilterBar/TimeRange';
import { JobProgress } from '../src/components/JobProgress';
import { LoadingState } from '../src/components/LoadingState';
import { ProofBadge } from '../src/components/ProofBadge';
import { Section } from '../src/components/Section';
import type { LedgerProof } from '../src/proof/LedgerProof';
import { LedgerVerifier } from '../src/proof/LedgerVerifier';
import { SeenCheckpoints } from '../src/proof/SeenCheckpoints';
import styles from './Gallery.module.css';

type Example = { name: string; proof: LedgerProof; shown: AuditEntry[] };

const again = () => undefined;

/** A memory of its own for each example, so that they do not see one another. */
function memory() {
  const items = new Map<string, string>();
  return new SeenCheckpoints(
    () =>
      ({
        getItem: (key: string) => items.get(key) ?? null,
        setItem: (key: string, value: string) => void items.set(key, value),
        removeItem: (key: string) => void items.delete(key),
      } as Storage),
  );
}

async function look(
  name: string,
  ledger: ExampleLedger,
  verifierKeys: string[],
  options: { seen?: SeenCheckpoints; forge?: boolean } = {},
): Promise<Example> {
  const shown = [...ledger.rows]
    .reverse()
    .map(row =>
      openAuditEntry(
        servedEntry(
          options.forge && row.id === told.denial
            ? { ...row, body: row.body.replace('"denied"', '"success"') }
            : row,
        ),
      ),
    );
  const verifier = new LedgerVerifier({
    source: ledger,
    verifierKeys,
    memory: options.seen ?? memory(),
  });
  const verdict = await verifier.checkLog();
  const entries = verdict
    ? await verifier.checkEntries(
        verdict,
        shown.map(({ id, index, body }) => ({ id, index, body: body! })),
      )
    : new Map();
  const proof = {
    asked: true,
    checking: false,
    verdict,
    entries,
    check: again,
    forget: again,
  };
  return { name, proof, shown };
}

/** Real logs in memory, looked at by the real verifier: each in another state. */
async function examples(): Promise<Example[]> {
  const ledger = await ExampleLedger.create();
  await ledger.append(exampleEntries.slice(0, 3));
  const seen = memory();
  await new LedgerVerifier({
    source: ledger,
    verifierKeys: [ledger.verifierKey],
    memory: seen,
  }).checkLog();
  const young = await look('not yet anchored', ledger, [ledger.verifierKey]);
  await ledger.append(exampleEntries.slice(3));
  ledger.anchors = [
    { sink: 'file', size: 4, anchoredAt: '2026-03-14T21:13:00.000Z' },
  ];
  const anchored = await look('anchored', ledger, [ledger.verifierKey], {
    seen,
  });
  const unpinned = await look('nobody pinned a key', ledger, []);
  const forged = await look(
    'an entry was forged',
    ledger,
    [ledger.verifierKey],
    {
      forge: true,
    },
  );
  const other = await ExampleLedger.create();
  await other.append(exampleEntries);
  const stolen = await look('another key', other, [ledger.verifierKey]);
  const old = await ExampleLedger.create('ledger.example.test', ledger);
  await old.append(exampleEntries.slice(0, 2));
  const replayed = await look('an old backup', old, [ledger.verifierKey], {
    seen,
  });
  const away: Example = {
    name: 'the server is away',
    shown: [],
    proof: {
      asked: true,
      checking: false,
      entries: new Map(),
      error: new TypeError('Failed to fetch'),
      check: again,
      forget: again,
    },
  };
  return [anchored, young, unpinned, away, forged, stolen, replayed];
}

/** The pieces of the ledger, with a small but real log behind them. */
export function LedgerGallery() {
  const [all, setAll] = useState<Example[]>();
  const [values, setValues] = useState<FilterValues>({ outcome: ['failure'] });
  const [range, setRange] = useState<TimeRange>({ last: 'PT24H' });
  const [words, setWords] = useState('');
  const [openId, setOpenId] = useState<string>(told.failedTask);
  useEffect(() => {
    examples().then(setAll, error => {
      throw error;
    });
  }, []);
  if (!all) {
    return (
      <Section title="Ledger">
        <LoadingState />
      </Section>
    );
  }
  const [{ proof, shown }] = all;
  const open = shown.find(({ id }) => id === openId) ?? shown[0];
  return (
    <>
      <div className={styles.wide}>
        <Section title="ProofBadge">
          <div className={styles.stack}>
            {all.map(example => (
              <ProofBadge
                key={example.name}
                proof={example.proof}
                shown={example.shown}
              />
            ))}
          </div>
        </Section>
      </div>
      <div className={styles.wide}>
        <Section title="FilterBar">
          <FilterBar
            fields={[
              {
                id: 'outcome',
                label: 'Outcome',
                quick: true,
                options: ['success', 'failure', 'denied'].map(value => ({
                  value,
                  label: value,
                })),
              },
              {
                id: 'actor',
                label: 'Actor',
                quick: true,
                options: async () => [
                  { value: 'user:default/sam', label: 'sam' },
                ],
              },
              { id: 'correlationId', label: 'Correlation', text: {} },
            ]}
            values={values}
            onChange={setValues}
            words={words}
            onWords={setWords}
            onClear={() => setValues({})}
            start={<TimeFilter value={range} onChange={setRange} />}
            end={
              <SavedViews
                views={[{ id: '1', name: 'Failures in production' }]}
                onOpen={again}
                onSave={async () => undefined}
                onDelete={async () => undefined}
              />
            }
          />
        </Section>
      </div>
      <div className={styles.wide}>
        <EntryTable
          label="EntryTable"
          entries={shown}
          proof={proof}
          openId={openId}
          onOpen={setOpenId}
        />
      </div>
      <Section title="EntryTimeline">
        <EntryTimeline
          label="EntryTimeline"
          entries={shown}
          proof={proof}
          hrefOf={({ id }) => `#${id}`}
        />
      </Section>
      <Section title="EntryDetail">
        <EntryDetail
          item={open}
          proof={proof}
          actions={
            <ButtonIcon
              size="small"
              variant="tertiary"
              icon={<RiCloseLine />}
              aria-label="Close"
            />
          }
        />
      </Section>
      <Section title="JobProgress">
        <div className={styles.stack}>
          <JobProgress title="A week" state="waiting" unit="entries" />
          <JobProgress
            title="A quarter"
            state="running"
            done={61_204}
            total={100_000}
            unit="entries"
          />
          <JobProgress title="A day" state="ready" unit="entries">
            1,204 entries · 310 kB · nothing left out
          </JobProgress>
          <JobProgress title="A year" state="failed" unit="entries">
            The place for packages is full.
          </JobProgress>
        </div>
      </Section>
    </>
  );
}
