/** Which addresses of the internet are open to everybody. Pure. */
import { BlockList, isIP, isIPv4 } from 'node:net';

/** IPv4 that is not for the public internet: IANA's registry of special-purpose addresses, and multicast. */
const SPECIAL_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;
/** Of IPv6 only 2000::/3 is global unicast (RFC 4291), without tunnels into IPv4 and examples. */
const SPECIAL_6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const special = new BlockList();
for (const [net, prefix] of SPECIAL_4) special.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of SPECIAL_6) special.addSubnet(net, prefix, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/**
 * @param address IPv4 or IPv6, without brackets
 * @returns whether it is an address that anybody on the internet could reach; false also for what is no address
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  return isIP(address) === 6 && global6.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** @returns the address that a host of a URL is, without brackets; null where it is a name */
export function literalAddress(host: string): string | null {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? null : bare;
}

/** @returns whether a host of a URL, as `URL.hostname` has it, is this very machine by its name or address */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost\.?|.*\.localhost\.?|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}
