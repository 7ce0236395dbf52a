/** Front door of the registry's pages; its forms that are data serve other areas, too. */
export { type AsOfAsked, type AsOfQuery, asOfAsked, asOfQuerySchema, dayBegins } from './as-of.js';
export { type Form, type FormField, type Typed, choice, typedDay, typedSchema } from './forms/form.js';
export { FormPages, type Visit } from './forms/form-pages.js';
export { RegistryPagesModule } from './registry-pages.module.js';
export { asOfPage, doneOf } from './registry.page.js';
