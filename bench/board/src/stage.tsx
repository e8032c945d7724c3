import { useDroppable } from '@dnd-kit/core';
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { memo } from 'react';
import { SortableItem } from './item.tsx';
import type { Item, PlanStore, Stage } from './plan.ts';

interface Props {
  stage: Stage;
  stages: readonly Stage[];
  /** The ids of its items; the same array for as long as they are the same. */
  held: readonly string[];
  items: ReadonlyMap<string, Item>;
  store: PlanStore;
}

export const StageColumn = memo(function StageColumn({ stage, stages, held, items, store }: Props) {
  const { setNodeRef } = useDroppable({ id: stage.id });
  const minutes = held.reduce((sum, id) => sum + (items.get(id)?.minutes ?? 0), 0);
  return (
    <li ref={setNodeRef} className="stage" data-stage>
      <header className="stage-head">
        <h2>{stage.name}</h2>
        <span className="hint">{minutes} min</span>
      </header>
      <SortableContext items={held as string[]} strategy={verticalListSortingStrategy}>
        <ol className="items">
          {held.map((id) => {
            const item = items.get(id);
            return item && <SortableItem key={id} item={item} stages={stages} store={store} />;
          })}
        </ol>
      </SortableContext>
      {held.length === 0 && <p className="hint">Drag a question here.</p>}
    </li>
  );
});
