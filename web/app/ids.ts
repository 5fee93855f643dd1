let last = 0;
let counter = 0;

/**
 * uuid7 makes an id whose order is the order of making (RFC 9562, section 5.7): 48 bits of milliseconds, a counter within the millisecond, chance.
 * It works on pages without https too, where crypto.randomUUID is missing.
 */
export function uuid7(now = Date.now()): string {
  if (now > last) {
    last = now;
    counter = 0;
  } else {
    counter += 1;
    if (counter > 0xfff) {
      last += 1;
      counter = 0;
    }
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let n = 0, rest = last; n < 6; n += 1, rest = Math.floor(rest / 256)) bytes[5 - n] = rest % 256;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** shortId is an id of at most 40 characters with room for a unit's id behind it; assignments need that. */
export function shortId(): string {
  return uuid7().replaceAll('-', '');
}
