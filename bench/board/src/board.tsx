import { DndContext, DragOverlay } from '@dnd-kit/core';
import { useDrag } from './drag.ts';
import { type PlanStore, usePlan } from './plan.ts';
import { StageColumn } from './stage.tsx';

export function Board({ store }: { store: PlanStore }) {
  const plan = usePlan(store);
  const { columns, carried, context } = useDrag(store, plan);
  const total = [...plan.items.values()].reduce((sum, item) => sum + item.minutes, 0);
  return (
    <>
      <header className="toolbar">
        <h1>{plan.title}</h1>
        <span>{total} min</span>
      </header>
      <DndContext {...context}>
        <ol className="stages">
          {plan.stages.map((stage) => (
            <StageColumn
              key={stage.id}
              stage={stage}
              stages={plan.stages}
              held={columns[stage.id] ?? []}
              items={plan.items}
              store={store}
            />
          ))}
        </ol>
        <DragOverlay>{carried && <div className="ghost">{carried.title}</div>}</DragOverlay>
      </DndContext>
    </>
  );
}
