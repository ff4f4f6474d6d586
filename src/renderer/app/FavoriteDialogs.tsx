import { Button, Input } from '@fluentui/react-components';
import { useState, type KeyboardEvent } from 'react';
import { setFavorites, useFavorites, type Favorite } from '../state/index.ts';
import { DialogWindow } from '../ui/index.ts';

/** Favorites ▸ Add to Favorites: the node that is open, under a name. */
export function AddFavoriteDialog({ node, suggested, onClose }: { node: string; suggested: string; onClose(): void }) {
  const [name, setName] = useState(suggested.slice(0, 100));
  const { favorites } = useFavorites();
  const add = () => {
    setFavorites([...favorites.filter((one) => one.node !== node), { node, name: name.trim() }]);
    onClose();
  };
  return (
    <DialogWindow
      title="Add to Favorites" width={420} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={name.trim() === ''} onClick={add}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <label htmlFor="favorite-name">Favorite name:</label>
      <Input id="favorite-name" value={name} maxLength={100} onChange={(_, data) => setName(data.value)} onKeyDown={(event) => event.key === 'Enter' && name.trim() !== '' && add()} />
    </DialogWindow>
  );
}

/** Favorites ▸ Organize Favorites: names, order, removing. */
export function OrganizeFavoritesDialog({ onClose }: { onClose(): void }) {
  const { favorites } = useFavorites();
  const [list, setList] = useState<readonly Favorite[]>(favorites);
  const [at, setAt] = useState(0);
  const here = list[at];
  const rename = (name: string) => setList(list.map((one, n) => (n === at ? { ...one, name } : one)));
  const remove = () => {
    setList(list.toSpliced(at, 1));
    setAt(Math.max(0, Math.min(at, list.length - 2)));
  };
  const move = (by: 1 | -1) => {
    setList(list.toSpliced(at, 1).toSpliced(at + by, 0, here!));
    setAt(at + by);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (to === undefined) return event.key === 'Delete' && here ? remove() : undefined;
    event.preventDefault();
    setAt(Math.max(0, Math.min(list.length - 1, to)));
  };
  const save = () => {
    setFavorites(list.map((one) => ({ ...one, name: one.name.trim() })));
    onClose();
  };
  return (
    <DialogWindow
      title="Organize Favorites" width={480} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={list.some((one) => one.name.trim() === '')} onClick={save}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      {list.length === 0 ? (
        <p className="secondary">There are no favorites yet. Favorites, Add to Favorites keeps the node that is open.</p>
      ) : (
        <div className="favorites-dialog">
          <div role="listbox" aria-label="Favorites" tabIndex={0} className="listbox" aria-activedescendant={`favorite-${at}`} onKeyDown={onKeyDown}>
            {list.map((one, n) => <div key={one.node} id={`favorite-${n}`} role="option" aria-selected={n === at} onClick={() => setAt(n)}>{one.name}</div>)}
          </div>
          <div className="favorites-form">
            <label htmlFor="favorite-rename">Name:</label>
            <Input id="favorite-rename" value={here?.name ?? ''} maxLength={100} onChange={(_, data) => rename(data.value)} />
            <Button disabled={at === 0} onClick={() => move(-1)}>Move Up</Button>
            <Button disabled={at >= list.length - 1} onClick={() => move(1)}>Move Down</Button>
            <Button onClick={remove}>Remove</Button>
          </div>
        </div>
      )}
    </DialogWindow>
  );
}
