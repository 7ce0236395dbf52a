/** The start data of the Kimberley Process without what its histories bring about between 2003 and 2016. */
import { eveOfWashington } from './eve-of-washington.js';

/** @returns a folder of start data that owe nothing to the histories; the caller removes it */
export function startOfTheScheme(): string {
  return eveOfWashington();
}
