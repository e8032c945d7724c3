// Dragging within a stage and from one to another, while the plan itself stays as it is.

import {
  type CollisionDetection,
  type DragEndEvent,
  type DragOverEvent,
  type DragStartEvent,
  KeyboardSensor,
  PointerSensor,
  closestCenter,
  pointerWithin,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { arrayMove, sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import { useCallback, useRef, useState } from 'react';
import type { Columns, Plan, PlanStore } from './plan.ts';

interface Drag {
  id: string;
  /** Where everything is meanwhile: in another stage the others make room at once. */
  columns: Columns;
}

const OPTIONS = {
  pointer: { activationConstraint: { distance: 6 } },
  keyboard: { coordinateGetter: sortableKeyboardCoordinates },
};

export function useDrag(store: PlanStore, plan: Plan) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const columns = drag?.columns ?? plan.columns;
  const now = useRef(columns);
  now.current = columns;

  const onDragStart = useCallback(
    ({ active }: DragStartEvent) =>
      setDrag({ id: String(active.id), columns: store.read().columns }),
    [store],
  );
  const onDragOver = useCallback(({ active, over }: DragOverEvent) => {
    const moved = over && across(now.current, String(active.id), String(over.id), isBelow(active, over));
    if (moved) setDrag({ id: String(active.id), columns: moved });
  }, []);
  const onDragEnd = useCallback(
    ({ active, over }: DragEndEvent) => {
      const id = String(active.id);
      const stage = stageOf(now.current, id);
      setDrag(null);
      if (!over || stage === undefined) return;
      const held = now.current[stage] ?? [];
      const from = held.indexOf(id);
      const to = held.indexOf(String(over.id));
      const index = to < 0 ? from : arrayMove([...held], from, to).indexOf(id);
      const was = store.read().columns[stage]?.indexOf(id);
      if (was !== index) store.move(id, stage, index);
    },
    [store],
  );
  const onDragCancel = useCallback(() => setDrag(null), []);

  // First the stage that the pointer is in, then the nearest of its items.
  const collisionDetection: CollisionDetection = useCallback((given) => {
    const isStage = (id: string | number) => id in now.current;
    const stages = given.droppableContainers.filter((container) => isStage(container.id));
    const within = pointerWithin({ ...given, droppableContainers: stages });
    const [over] =
      within.length > 0 ? within : closestCenter({ ...given, droppableContainers: stages });
    if (over === undefined) return [];
    const held = new Set<string | number>(now.current[over.id] ?? []);
    if (held.size === 0) return [over];
    const items = given.droppableContainers.filter((container) => held.has(container.id));
    return closestCenter({ ...given, droppableContainers: items });
  }, []);

  const sensors = useSensors(
    useSensor(PointerSensor, OPTIONS.pointer),
    useSensor(KeyboardSensor, OPTIONS.keyboard),
  );
  return {
    columns,
    carried: drag && plan.items.get(drag.id),
    context: { sensors, collisionDetection, onDragStart, onDragOver, onDragEnd, onDragCancel },
  };
}

/** The columns with the item in the stage it is over; nothing where that is its own. */
function across(columns: Columns, id: string, over: string, below: boolean): Columns | null {
  const from = stageOf(columns, id);
  const to = over in columns ? over : stageOf(columns, over);
  if (from === undefined || to === undefined || from === to) return null;
  const into = columns[to] ?? [];
  const found = into.indexOf(over);
  const index = found < 0 ? into.length : found + (below ? 1 : 0);
  return {
    ...columns,
    [from]: (columns[from] ?? []).filter((other) => other !== id),
    [to]: [...into.slice(0, index), id, ...into.slice(index)],
  };
}

function stageOf(columns: Columns, id: string): string | undefined {
  return Object.keys(columns).find((stage) => columns[stage]?.includes(id));
}

function isBelow(active: DragOverEvent['active'], over: NonNullable<DragOverEvent['over']>): boolean {
  const carried = active.rect.current.translated;
  return carried !== null && carried.top > over.rect.top + over.rect.height / 2;
}
