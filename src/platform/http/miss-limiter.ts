import { epochMs, type Instant } from '../../kernel/instant.js';

/** Misses one address may make in one minute before it is told to wait. */
const MISSES_PER_MINUTE = 30;
/** Addresses remembered at once; beyond that the oldest are forgotten, so that a flood cannot fill the memory. */
const ADDRESSES_KEPT = 10_000;

/**
 * Slows down whoever tries addresses that lead nowhere. Only misses are counted and only misses are refused: a whole
 * ministry may sit behind one address, and its valid links must work however many bad ones came from there.
 */
export class MissLimiter {
  private readonly windows = new Map<string, { readonly minute: number; misses: number }>();

  /**
   * Counts one miss.
   *
   * @param address who missed (an IP address)
   * @param at when
   * @returns true when this address has missed too often within the minute
   */
  isTooMany(address: string, at: Instant): boolean {
    const minute = Math.floor(epochMs(at) / 60_000);
    const known = this.windows.get(address);
    if (known?.minute === minute) {
      known.misses += 1;
      return known.misses > MISSES_PER_MINUTE;
    }
    this.windows.delete(address);
    this.windows.set(address, { minute, misses: 1 });
    this.forgetOldest();
    return false;
  }

  /** A Map keeps the order of insertion, so its first key is the oldest. */
  private forgetOldest(): void {
    if (this.windows.size <= ADDRESSES_KEPT) return;
    const [oldest] = this.windows.keys();
    if (oldest !== undefined) this.windows.delete(oldest);
  }
}
