export type { QueueLog } from './quiet-log.js';
export { type QueueStore, openQueueStore } from './queue-store.js';
export { QUEUES, QueueModule } from './queue.module.js';
