import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Menu,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
  Switch,
  TextField,
} from '@backstage/ui';
import { RiArrowDownSLine, RiDeleteBinLine } from '@remixicon/react';
import { useState } from 'react';
import { wordsOf } from '../../api/wordsOf';
import { useText } from '../../translation';
import styles from './FilterBar.module.css';

/** A set of filters under a name. */
export interface SavedView {
  id: string;
  name: string;
  /** Who saved it, where that is somebody else. */
  owner?: string;
}

/** Opens, keeps and deletes sets of filters. */
export function SavedViews(props: {
  views: readonly SavedView[];
  onOpen: (id: string) => void;
  onSave: (name: string, shared: boolean) => Promise<void>;
  onDelete: (id: string) => Promise<void>;
}) {
  const { views, onOpen, onSave, onDelete } = props;
  const t = useText();
  const [dialog, setDialog] = useState<'save' | 'delete'>();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [error, setError] = useState<Error>();
  const close = () => {
    setDialog(undefined);
    setError(undefined);
    setName('');
  };
  const attempt = (deed: Promise<void>, then?: () => void) =>
    deed.then(then, setError);
  const mine = views.filter(view => view.owner === undefined);
  return (
    <>
      <MenuTrigger>
        <Button
          size="small"
          variant="secondary"
          className={styles.filter}
          iconEnd={<RiArrowDownSLine />}
        >
          {t('filter.savedViews')}
        </Button>
        <Menu placement="bottom end">
          {views.map(view => (
            <MenuItem
              key={view.id}
              id={view.id}
              textValue={view.name}
              onAction={() => onOpen(view.id)}
            >
              {view.owner ? `${view.name} · ${view.owner}` : view.name}
            </MenuItem>
          ))}
          {views.length === 0 ? (
            <MenuItem id="none" isDisabled>
              {t('filter.noViews')}
            </MenuItem>
          ) : (
            <MenuSeparator />
          )}
          <MenuItem id="save" onAction={() => setDialog('save')}>
            {t('filter.saveView')}
          </MenuItem>
          {mine.length > 0 ? (
            <MenuItem id="delete" onAction={() => setDialog('delete')}>
              {t('filter.deleteView')}
            </MenuItem>
          ) : (
            <></>
          )}
        </Menu>
      </MenuTrigger>
      <Dialog
        isOpen={dialog === 'save'}
        onOpenChange={open => !open && close()}
        width="min(440px, calc(100vw - 32px))"
      >
        <DialogHeader>{t('filter.saveViewTitle')}</DialogHeader>
        <form
          onSubmit={event => {
            event.preventDefault();
            attempt(onSave(name.trim(), shared), close);
          }}
        >
          <DialogBody>
            <div className={styles.editor}>
              <TextField
                // A dialog that was asked for begins where one types.
                // eslint-disable-next-line jsx-a11y/no-autofocus
                autoFocus
                label={t('filter.saveViewName')}
                value={name}
                onChange={setName}
                maxLength={100}
              />
              <Switch
                label={t('filter.saveViewShared')}
                isSelected={shared}
                onChange={setShared}
              />
              {error && (
                <p role="alert">
                  {t('filter.viewFailed', { message: wordsOf(error) })}
                </p>
              )}
            </div>
          </DialogBody>
          <DialogFooter>
            <Button variant="secondary" onPress={close}>
              {t('filter.cancel')}
            </Button>
            <Button type="submit" variant="primary" isDisabled={!name.trim()}>
              {t('filter.save')}
            </Button>
          </DialogFooter>
        </form>
      </Dialog>
      <Dialog
        isOpen={dialog === 'delete'}
        onOpenChange={open => !open && close()}
        width="min(440px, calc(100vw - 32px))"
      >
        <DialogHeader>{t('filter.deleteViewTitle')}</DialogHeader>
        <DialogBody>
          <ul className={styles.views}>
            {mine.map(view => (
              <li key={view.id}>
                {view.name}
                <Button
                  size="small"
                  variant="secondary"
                  iconStart={<RiDeleteBinLine />}
                  aria-label={t('filter.deleteViewOf', { name: view.name })}
                  onPress={() => attempt(onDelete(view.id))}
                >
                  {t('filter.delete')}
                </Button>
              </li>
            ))}
          </ul>
          {error && (
            <p role="alert">
              {t('filter.viewFailed', { message: wordsOf(error) })}
            </p>
          )}
        </DialogBody>
      </Dialog>
    </>
  );
}
