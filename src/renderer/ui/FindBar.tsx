import { Button, Input, Select } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useEffect, useState, type ReactNode, type Ref } from 'react';

interface Props {
  /** Columns to choose from, without "All Columns". */
  columns: readonly { id: string; header: string }[];
  /** What is in force; null when nothing is. */
  find: { text: string; column: string | null } | null;
  onFind(find: { text: string; column: string | null } | null): void;
  inputRef?: Ref<HTMLInputElement>;
  children?: ReactNode;
}

/** "Look for … in … Find Now, Clear" (D§1.3). */
export function FindBar({ columns, find, onFind, inputRef, children }: Props) {
  const [text, setText] = useState(find?.text ?? '');
  const [column, setColumn] = useState(find?.column ?? '');
  useEffect(() => {
    setText(find?.text ?? '');
    setColumn(find?.column ?? '');
  }, [find]);
  const clear = () => {
    setText('');
    setColumn('');
    onFind(null);
  };
  return (
    <form
      className="find-bar"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(text.trim() === '' ? null : { text: text.trim(), column: column || null });
      }}
    >
      <label htmlFor="look-for">Look for:</label>
      <Input id="look-for" size="small" ref={inputRef} maxLength={200} contentBefore={<Search16Regular />} value={text} onChange={(_, data) => setText(data.value)} onKeyDown={(event) => event.key === 'Escape' && clear()} />
      <label htmlFor="look-in">in</label>
      <Select id="look-in" size="small" value={column} onChange={(_, data) => setColumn(data.value)}>
        <option value="">All Columns</option>
        {columns.map((c) => (
          <option key={c.id} value={c.id}>
            {c.header}
          </option>
        ))}
      </Select>
      <Button size="small" type="submit" disabled={text.trim() === ''}>
        Find Now
      </Button>
      <Button size="small" type="button" disabled={text === '' && find === null} onClick={clear}>
        Clear
      </Button>
      <span className="spacer" />
      {children}
    </form>
  );
}
