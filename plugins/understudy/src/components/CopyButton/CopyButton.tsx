import { ButtonIcon, Button, VisuallyHidden } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { useText } from '../../translation';

/** Copies a text and says so; without a label it is a small icon. */
export function CopyButton(props: {
  text: string;
  what: string;
  label?: string;
}) {
  const { text, what, label } = props;
  const t = useText();
  const [outcome, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    setCopied(
      outcome.value !== undefined &&
        !outcome.error &&
        outcome.noUserInteraction,
    );
  }, [outcome]);

  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), 2500);
    return () => clearTimeout(timer);
  }, [copied]);

  const icon = copied ? <RiCheckLine /> : <RiFileCopyLine />;
  const onPress = () => copy(text);
  return (
    <>
      {label ? (
        <Button
          variant="secondary"
          size="small"
          iconStart={icon}
          onPress={onPress}
        >
          {copied ? t('common.copied') : label}
        </Button>
      ) : (
        <ButtonIcon
          variant="tertiary"
          size="small"
          icon={icon}
          aria-label={t('common.copyOf', { what })}
          onPress={onPress}
        />
      )}
      <VisuallyHidden>
        <span role="status">{copied ? t('common.copied') : ''}</span>
      </VisuallyHidden>
    </>
  );
}
