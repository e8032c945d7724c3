// The plan in a Y.Doc, as React reads it: snapshots that keep the identity of what did not change.

import { useSyncExternalStore } from 'react';
import * as Y from 'yjs';

export interface Item {
  id: string;
  title: string;
  competency: string;
  minutes: number;
  stage: string;
  /** Its place in the stage; smaller is further up. */
  order: number;
}

export interface Stage {
  id: string;
  name: string;
}

/** The ids of each stage's items, in order. */
export type Columns = Readonly<Record<string, readonly string[]>>;

export interface Plan {
  title: string;
  stages: readonly Stage[];
  items: ReadonlyMap<string, Item>;
  columns: Columns;
}

type Words = Pick<Item, 'title' | 'competency'>;

export class PlanStore {
  readonly #doc: Y.Doc;
  readonly #stages: Y.Array<Y.Map<string>>;
  readonly #items: Y.Map<Y.Map<string | number>>;
  readonly #title: Y.Map<string>;
  readonly #listeners = new Set<() => void>();
  #plan: Plan = { title: '', stages: [], items: new Map(), columns: {} };

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#title = doc.getMap('plan');
    this.#stages = doc.getArray('stages');
    this.#items = doc.getMap('items');
    this.#title.observe(() => this.#publish({ title: this.#title.get('title') ?? '' }));
    this.#stages.observeDeep(() => {
      const stages = this.#stages.map((stage) => stage.toJSON() as Stage);
      this.#publish({ stages, columns: columnsOf(stages, this.#plan.items, this.#plan.columns) });
    });
    this.#items.observeDeep((events) => this.#takeItems(events));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): Plan => this.#plan;

  move(id: string, stage: string, index: number): void {
    const others = (this.#plan.columns[stage] ?? []).filter((other) => other !== id);
    const order = (at: number) => this.#plan.items.get(others[at] ?? '')?.order;
    const before = order(index - 1);
    const after = order(index);
    const between =
      before === undefined
        ? (after ?? 2) - 1
        : after === undefined
          ? before + 1
          : (before + after) / 2;
    this.#set(id, { stage, order: between });
  }

  setMinutes(id: string, minutes: number): void {
    this.#set(id, { minutes });
  }

  setWords(id: string, words: Partial<Words>): void {
    this.#set(id, words);
  }

  remove(id: string): void {
    this.#items.delete(id);
  }

  #set(id: string, values: Partial<Item>): void {
    this.#doc.transact(() => {
      const item = this.#items.get(id);
      for (const [key, value] of Object.entries(values)) item?.set(key, value);
    });
  }

  #takeItems(events: Y.YEvent<Y.AbstractType<unknown>>[]): void {
    const items = new Map(this.#plan.items);
    const changed = events.flatMap((event) =>
      event.path.length === 0 ? [...event.changes.keys.keys()] : [String(event.path[0])],
    );
    for (const id of changed) {
      const item = this.#items.get(id);
      if (item === undefined) items.delete(id);
      else items.set(id, { ...(item.toJSON() as Omit<Item, 'id'>), id });
    }
    this.#publish({ items, columns: columnsOf(this.#plan.stages, items, this.#plan.columns) });
  }

  #publish(change: Partial<Plan>): void {
    this.#plan = { ...this.#plan, ...change };
    for (const listener of this.#listeners) listener();
  }
}

export function usePlan(store: PlanStore): Plan {
  return useSyncExternalStore(store.subscribe, store.read);
}

/** The columns; one that holds what it held stays the same array. */
function columnsOf(
  stages: readonly Stage[],
  items: ReadonlyMap<string, Item>,
  were: Columns,
): Columns {
  const held = new Map<string, Item[]>(stages.map((stage) => [stage.id, []]));
  for (const item of items.values()) held.get(item.stage)?.push(item);
  const columns: Record<string, readonly string[]> = {};
  for (const [stage, list] of held) {
    const ids = list.sort((one, other) => one.order - other.order).map((item) => item.id);
    const was = were[stage];
    const same = was?.length === ids.length && ids.every((id, index) => id === was[index]);
    columns[stage] = same ? was : ids;
  }
  return columns;
}
