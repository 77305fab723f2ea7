// Which addresses lie within our own network: a gateway somebody names must not make us speak to what only we can reach.
import { BlockList, isIPv6 } from 'node:net';

const inside = new BlockList();
const v4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const;
const v6 = [
  ['::', 96],
  ['64:ff9b::', 32],
  ['100::', 64],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const;
for (const [net, bits] of v4) {
  inside.addSubnet(net, bits, 'ipv4');
  inside.addSubnet(`::ffff:${net}`, 96 + bits, 'ipv6');
}
for (const [net, bits] of v6) inside.addSubnet(net, bits, 'ipv6');

/** @param address as a resolver answers it: private, loopback, link-local, of a tunnel into such, or nobody’s */
export function isPrivate(address: string): boolean {
  // A zone (fe80::1%eth0) is no part of the address, and the list knows none with it.
  const [bare = ''] = address.split('%');
  return inside.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
}
