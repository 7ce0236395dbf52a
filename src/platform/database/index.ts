export { type FactRow, insertFactRow, isOverlap, legalNow, supersedeFactRows } from './bitemporal.js';
export { createDataSource, migrate } from './data-source.js';
export { DatabaseModule } from './database.module.js';
export { type Cluster, freePort, openCluster } from './embedded-postgres.js';
export { type OpenedDatabase, openDatabase } from './open-database.js';
