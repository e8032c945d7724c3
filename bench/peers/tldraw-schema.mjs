// The one kind of record that is measured with.

import { createRecordType, StoreSchema } from '@tldraw/store';

const item = createRecordType('item', { scope: 'document' });

export const schema = StoreSchema.create({ item });
