/** Front door of operations. */
export { travelSchema } from './clock.controller.js';
export { inWords } from './health.controller.js';
export { OperationsModule } from './operations.module.js';
export { Health, type HealthReport } from './health.service.js';
export { type Parked, ParkedWork } from './parked.service.js';
