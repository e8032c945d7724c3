// A question: what dnd-kit renders anew while something is dragged, and the card, which it need not.

import type { DraggableAttributes, DraggableSyntheticListeners } from '@dnd-kit/core';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { memo, useState } from 'react';
import { Icon } from './icon.tsx';
import type { Item, PlanStore, Stage } from './plan.ts';

interface Props {
  item: Item;
  stages: readonly Stage[];
  store: PlanStore;
}

export const SortableItem = memo(function SortableItem({ item, stages, store }: Props) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: item.id });
  const style = { transform: CSS.Translate.toString(transform), transition };
  return (
    <li ref={setNodeRef} className={isDragging ? 'item carried' : 'item'} style={style} data-item>
      <Card
        item={item}
        stages={stages}
        store={store}
        attributes={attributes}
        listeners={listeners}
        grip={setActivatorNodeRef}
      />
    </li>
  );
});

interface CardProps extends Props {
  attributes: DraggableAttributes;
  listeners: DraggableSyntheticListeners;
  grip: (element: HTMLElement | null) => void;
}

const Card = memo(function Card({ item, stages, store, attributes, listeners, grip }: CardProps) {
  const [open, setOpen] = useState<'words' | 'places' | null>(null);
  const toggle = (part: 'words' | 'places') => setOpen(open === part ? null : part);
  const move = (stage: string) => {
    setOpen(null);
    store.move(item.id, stage, store.read().columns[stage]?.length ?? 0);
  };
  return (
    <>
      <div className="item-head">
        <button
          ref={grip}
          type="button"
          className="grip"
          {...attributes}
          {...listeners}
          aria-label={`Drag ${item.title}`}
        >
          <Icon sign="grip" />
        </button>
        <div className="item-title">
          <h3>{item.title}</h3>
          <span className="hint">{item.competency}</span>
        </div>
        <Minutes item={item} store={store} />
        <button
          type="button"
          className="quiet"
          aria-expanded={open === 'words'}
          onClick={() => toggle('words')}
        >
          <Icon sign="pen" />
          <span className="unseen">Edit {item.title}</span>
        </button>
        <button
          type="button"
          className="quiet"
          aria-expanded={open === 'places'}
          onClick={() => toggle('places')}
        >
          <Icon sign="move" />
          <span>Move…</span>
          <span className="unseen"> {item.title}</span>
        </button>
        <button type="button" className="quiet" onClick={() => store.remove(item.id)}>
          <Icon sign="bin" />
          <span className="unseen">Remove {item.title}</span>
        </button>
      </div>
      {open === 'words' && <Words item={item} store={store} />}
      {open === 'places' && (
        <ul className="places">
          {stages
            .filter((stage) => stage.id !== item.stage)
            .map((stage) => (
              <li key={stage.id}>
                <button type="button" onClick={() => move(stage.id)}>
                  To {stage.name}
                </button>
              </li>
            ))}
        </ul>
      )}
    </>
  );
});

function Minutes({ item, store }: { item: Item; store: PlanStore }) {
  // What is shown, as a number cannot be read from half-typed digits.
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    const wanted = Number.parseInt(typed ?? '', 10);
    if (wanted >= 0 && wanted !== item.minutes) store.setMinutes(item.id, wanted);
    setTyped(null);
  };
  return (
    <label className="minutes">
      <span className="unseen">Minutes for {item.title}</span>
      <input
        type="text"
        inputMode="numeric"
        size={3}
        value={typed ?? String(item.minutes)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
      />
      <span aria-hidden="true">min</span>
    </label>
  );
}

function Words({ item, store }: { item: Item; store: PlanStore }) {
  return (
    <div className="words">
      <label>
        Label
        <input
          type="text"
          value={item.title}
          onChange={(event) => store.setWords(item.id, { title: event.target.value })}
        />
      </label>
      <label>
        Competency
        <input
          type="text"
          value={item.competency}
          onChange={(event) => store.setWords(item.id, { competency: event.target.value })}
        />
      </label>
    </div>
  );
}
