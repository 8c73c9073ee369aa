import { Button, DateRangePicker, DialogTrigger, Popover } from '@backstage/ui';
import {
  type DateValue,
  fromDate,
  getLocalTimeZone,
  now,
} from '@internationalized/date';
import { RiArrowDownSLine } from '@remixicon/react';
import { useState } from 'react';
import { formatMoment } from '../../formatMoment';
import { useText } from '../../translation';
import styles from './FilterBar.module.css';
import { lastSpans, type TimeRange } from './TimeRange';

/** From when to when: a span that ends now, or two moments. */
export function TimeFilter(props: {
  value: TimeRange;
  onChange: (value: TimeRange) => void;
}) {
  const { value, onChange } = props;
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const [range, setRange] = useState<Range | null>(null);
  const choose = (chosen: TimeRange) => {
    onChange(chosen);
    setOpen(false);
  };
  const custom = value.last === undefined ? value : {};
  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={open => {
        setRange(rangeOf(custom));
        setOpen(open);
      }}
    >
      <Button
        size="small"
        variant="secondary"
        className={styles.filter}
        iconEnd={<RiArrowDownSLine />}
        data-active={
          value.last !== undefined ||
          custom.from !== undefined ||
          custom.to !== undefined ||
          undefined
        }
      >
        {words()}
      </Button>
      <Popover placement="bottom start" aria-label={t('filter.range.label')}>
        <div className={styles.editor}>
          <div className={styles.spans}>
            {lastSpans.map(last => (
              <Button
                key={last}
                size="small"
                variant={value.last === last ? 'primary' : 'secondary'}
                aria-pressed={value.last === last}
                onPress={() => choose({ last })}
              >
                {t(`filter.range.${last}`)}
              </Button>
            ))}
            <Button
              size="small"
              variant={isAll(value) ? 'primary' : 'secondary'}
              aria-pressed={isAll(value)}
              onPress={() => choose({})}
            >
              {t('filter.range.all')}
            </Button>
          </div>
          <form
            className={styles.editor}
            onSubmit={event => {
              event.preventDefault();
              choose({
                from: range?.start && toIso(range.start),
                to: range?.end && toIso(range.end),
              });
            }}
          >
            <DateRangePicker
              label={t('filter.range.between')}
              granularity="minute"
              hideTimeZone
              value={range}
              onChange={setRange}
            />
            <Button
              type="submit"
              size="small"
              variant="primary"
              isDisabled={!range}
            >
              {t('filter.apply')}
            </Button>
          </form>
        </div>
      </Popover>
    </DialogTrigger>
  );

  function words(): string {
    if (value.last !== undefined) {
      return t(`filter.range.${value.last}`);
    }
    const { from: begin, to: end } = value;
    if (begin && end) {
      return t('filter.range.fromTo', {
        from: formatMoment(begin),
        to: formatMoment(end),
      });
    }
    if (begin) {
      return t('filter.range.since', { from: formatMoment(begin) });
    }
    return end
      ? t('filter.range.until', { to: formatMoment(end) })
      : t('filter.range.all');
  }
}

function isAll(value: TimeRange): boolean {
  return value.last === undefined && !value.from && !value.to;
}

type Range = { start: DateValue; end: DateValue };

function rangeOf(value: { from?: string; to?: string }): Range | null {
  const zone = getLocalTimeZone();
  const at = (iso: string) => fromDate(new Date(iso), zone);
  if (!value.from && !value.to) {
    return null;
  }
  const end = value.to ? at(value.to) : now(zone);
  return { start: value.from ? at(value.from) : end, end };
}

function toIso(value: DateValue): string {
  return value.toDate(getLocalTimeZone()).toISOString();
}
