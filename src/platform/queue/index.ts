export { QUEUES, QueueModule, type QueueStore, openQueueStore } from './queue.module.js';
