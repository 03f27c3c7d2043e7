// Unpacks raw deflate (RFC 1951), so that a page opened from a disk needs nothing that browsers differ in.

const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST_CODE = 15;

// A table from the next bits to a symbol and the length of its code: symbol << 4 | length.
function huffman(lengths) {
  const longest = Math.max(1, ...lengths);
  const counts = new Uint16Array(LONGEST_CODE + 1);
  for (const length of lengths) counts[length]++;
  counts[0] = 0;
  const next = new Uint16Array(LONGEST_CODE + 2);
  for (let length = 1; length <= LONGEST_CODE; length++) next[length + 1] = (next[length] + counts[length]) << 1;
  const table = new Uint16Array(1 << longest);
  lengths.forEach((length, symbol) => {
    if (!length) return;
    const code = next[length]++;
    let reversed = 0;
    for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
    for (let at = reversed; at < table.length; at += 1 << length) table[at] = (symbol << 4) | length;
  });
  return { table, mask: table.length - 1 };
}

function fixedCodes() {
  const lengths = Array.from({ length: 288 }, (_, s) => (s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8));
  return [huffman(lengths), huffman(new Array(30).fill(5))];
}

export function inflate(bytes) {
  let out = new Uint8Array(Math.max(1024, bytes.length * 5));
  let size = 0;
  let at = 0;
  let held = 0;
  let bits = 0;

  function fill(count) {
    while (bits < count) {
      held |= (bytes[at++] || 0) << bits;
      bits += 8;
    }
  }
  function take(count) {
    if (!count) return 0;
    fill(count);
    const value = held & ((1 << count) - 1);
    held >>>= count;
    bits -= count;
    return value;
  }
  function symbol({ table, mask }) {
    fill(LONGEST_CODE);
    const entry = table[held & mask];
    if (!(entry & 15)) throw new Error('the data of this page is damaged');
    held >>>= entry & 15;
    bits -= entry & 15;
    return entry >> 4;
  }
  function room(more) {
    if (size + more <= out.length) return;
    const larger = new Uint8Array(Math.max(out.length * 2, size + more));
    larger.set(out.subarray(0, size));
    out = larger;
  }
  function codes() {
    const [literals, distances, order] = [take(5) + 257, take(5) + 1, take(4) + 4];
    const short = new Array(19).fill(0);
    for (let n = 0; n < order; n++) short[ORDER[n]] = take(3);
    const code = huffman(short);
    const lengths = [];
    while (lengths.length < literals + distances) {
      const next = symbol(code);
      if (next < 16) lengths.push(next);
      else {
        const [value, times] = next === 16 ? [lengths[lengths.length - 1], 3 + take(2)] : next === 17 ? [0, 3 + take(3)] : [0, 11 + take(7)];
        for (let n = 0; n < times; n++) lengths.push(value);
      }
    }
    return [huffman(lengths.slice(0, literals)), huffman(lengths.slice(literals))];
  }

  for (let last = false; !last; ) {
    last = take(1) === 1;
    const kind = take(2);
    if (kind === 0) {
      // Stored: whole bytes, of which some may already be held.
      take(bits & 7);
      const length = take(8) | (take(8) << 8);
      take(16);
      room(length);
      for (let n = 0; n < length; n++) out[size++] = take(8);
      continue;
    }
    const [literal, distance] = kind === 1 ? fixedCodes() : codes();
    for (let next = symbol(literal); next !== 256; next = symbol(literal)) {
      if (next < 256) {
        room(1);
        out[size++] = next;
        continue;
      }
      const length = LENGTHS[next - 257] + take(LENGTH_BITS[next - 257]);
      const code = symbol(distance);
      const back = DISTANCES[code] + take(DISTANCE_BITS[code]);
      room(length);
      for (let n = 0; n < length; n++, size++) out[size] = out[size - back];
    }
  }
  return out.subarray(0, size);
}
