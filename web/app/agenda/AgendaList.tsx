import { GridList, GridListItem, useDragAndDrop } from 'react-aria-components';
import { useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import type { Item } from '../state';
import { AgendaItem } from './AgendaItem';
import styles from './agenda.module.css';
import { nextItem } from './timing';

/**
 * AgendaList shows the items in order. For staff it is a grid list whose rows can be dragged, by mouse, touch or keyboard; the same moves are in each row's menu
 * (WCAG 2.5.7).
 */
export function AgendaList({ label, editable, onEdit }: { label: string; editable: boolean; onEdit: (item: Item) => void }) {
  const items = useWork((state) => state.meeting.items);
  const next = useWork((state) => nextItem(state.meeting)?.id);
  const running = useWork((state) => state.meeting.status === 'running');
  const work = useWorkApi();
  const unit = useUnitLabel();
  // Most items are the host's own; its name under each of them would say nothing.
  const leadOf = (item: Item) => (item.lead === 'host' ? '' : unit(item.lead));

  const place = (id: string, before: string | undefined) => {
    if (before !== id) work.act('item.move', before ? { item: id, before } : { item: id });
  };
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': items.find((item) => item.id === key)?.title ?? '' })),
    onReorder({ keys, target }) {
      const [key] = keys;
      const at = items.findIndex((item) => item.id === target.key);
      const before = target.dropPosition === 'before' ? items[at] : items[at + 1];
      if (key !== undefined) place(String(key), before?.id === key ? items[at + 2]?.id : before?.id);
    },
  });

  const rows = items.map((item, n) => ({ item, n }));
  if (!editable) {
    return (
      <ol className={styles.list} aria-label={label}>
        {rows.map(({ item, n }) => (
          <li key={item.id} className={styles.row} data-state={item.state}>
            <AgendaItem item={item} number={n + 1} lead={leadOf(item)} isNext={running && item.id === next} />
          </li>
        ))}
      </ol>
    );
  }
  return (
    <GridList aria-label={label} className={styles.list ?? ''} dragAndDropHooks={dragAndDropHooks} selectionMode="none" keyboardNavigationBehavior="tab">
      {rows.map(({ item, n }) => (
        <GridListItem key={item.id} id={item.id} textValue={item.title} className={styles.row ?? ''} data-state={item.state}>
          <AgendaItem
            item={item}
            number={n + 1}
            lead={leadOf(item)}
            isNext={running && item.id === next}
            edit={{
              onEdit: () => onEdit(item),
              up: n > 0 ? () => place(item.id, items[n - 1]?.id) : null,
              down: n < items.length - 1 ? () => place(item.id, items[n + 2]?.id) : null,
            }}
          />
        </GridListItem>
      ))}
    </GridList>
  );
}
