import { Button, Input, Select } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState, type ReactNode, type Ref } from 'react';

interface Props {
  /** Columns to choose from, without "All Columns". */
  columns: readonly { id: string; header: string }[];
  /** What is in force; null when nothing is. */
  find: { text: string; column: string | null } | null;
  onFind(find: { text: string; column: string | null } | null): void;
  inputRef?: Ref<HTMLInputElement>;
  children?: ReactNode;
}

/** "Look for … in … Find Now, Clear" (D§1.3); what is typed is looked for with each key. */
export function FindBar({ columns, find, onFind, inputRef, children }: Props) {
  const [text, setText] = useState(find?.text ?? '');
  const [column, setColumn] = useState(find?.column ?? '');
  const typed = useRef('');
  useEffect(() => {
    // What was typed here comes back without the spaces around it; they stay until the next key.
    if ((find?.text ?? '') !== typed.current.trim()) setText(find?.text ?? '');
    setColumn(find?.column ?? '');
  }, [find]);
  const look = (what: string, where: string) => {
    typed.current = what;
    onFind(what.trim() === '' ? null : { text: what.trim(), column: where || null });
  };
  const clear = () => {
    setText('');
    setColumn('');
    look('', '');
  };
  return (
    <form
      className="find-bar"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        look(text, column);
      }}
    >
      <label htmlFor="look-for">Look for:</label>
      <Input id="look-for" size="small" ref={inputRef} maxLength={200} contentBefore={<Search16Regular />} value={text} onChange={(_, data) => (setText(data.value), look(data.value, column))} onKeyDown={(event) => event.key === 'Escape' && clear()} />
      <label htmlFor="look-in">in</label>
      <Select id="look-in" size="small" value={column} onChange={(_, data) => (setColumn(data.value), look(text, data.value))}>
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
