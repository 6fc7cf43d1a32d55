// Which words of two texts the other one lacks. Both texts are given back as pieces [text, differs].

const MOST = 600; // words; beyond that only the beginnings and the ends are compared

// Words and signs, each with the space behind it: spaces alone would make any two texts look alike.
const split = (text) => text.match(/[\p{L}\p{N}]+\s*|[^\p{L}\p{N}\s]\s*|\s+/gu) ?? [];
const same = (one, other) => one.trim() === other.trim();

export function compare(one, other) {
  const left = split(one);
  const right = split(other);
  let start = 0;
  while (start < left.length && start < right.length && same(left[start], right[start])) start += 1;
  let end = 0;
  while (end < left.length - start && end < right.length - start && same(left.at(-1 - end), right.at(-1 - end))) end += 1;
  const shared = common(left.slice(start, left.length - end), right.slice(start, right.length - end));
  return [pieces(left, start, end, shared[0]), pieces(right, start, end, shared[1])];
}

// For the two middles: which of their words stand in both, in the same order.
function common(left, right) {
  const inLeft = new Array(left.length).fill(false);
  const inRight = new Array(right.length).fill(false);
  if (left.length > MOST || right.length > MOST) return [inLeft, inRight];
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const longest = Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      lengths[i][j] = same(left[i], right[j]) ? lengths[i + 1][j + 1] + 1 : longest;
    }
  }
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (same(left[i], right[j])) inLeft[i++] = inRight[j++] = true;
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
    else j += 1;
  }
  return [inLeft, inRight];
}

function pieces(tokens, start, end, shared) {
  const found = [];
  tokens.forEach((token, index) => {
    const inside = index >= start && index < tokens.length - end;
    const differs = inside && !shared[index - start] && Boolean(token.trim());
    if (found.length && found.at(-1)[1] === differs) found.at(-1)[0] += token;
    else found.push([token, differs]);
  });
  return found;
}
