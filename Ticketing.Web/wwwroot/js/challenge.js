// Finds the proof of work and posts the form again. Without this file the page waits instead.
const form = document.querySelector("[data-challenge]");
const status = document.querySelector("[data-challenge-status]");
const SLICE_MILLISECONDS = 40;
const MAX_RETRIES = 60;

const K = new Uint32Array(64);
const START = new Uint32Array(8);

// The fractional parts of the roots of the first primes, as SHA-256 defines its constants.
function prepare() {
  const fraction = number => Math.floor((number - Math.floor(number)) * 2 ** 32);
  for (let candidate = 2, found = 0; found < 64; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) {
      isPrime &&= candidate % divisor !== 0;
    }
    if (isPrime) {
      if (found < 8) {
        START[found] = fraction(Math.sqrt(candidate));
      }
      K[found++] = fraction(Math.cbrt(candidate));
    }
  }
}

const words = new Uint32Array(64);

// The first 32 bits of the hash of at most 55 ASCII characters.
function firstWord(text) {
  words.fill(0, 0, 16);
  for (let i = 0; i < text.length; i++) {
    words[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
  }
  words[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  words[15] = text.length * 8;
  for (let i = 16; i < 64; i++) {
    const [x, y] = [words[i - 15], words[i - 2]];
    const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = words[i - 16] + low + words[i - 7] + high;
  }
  let a = START[0], b = START[1], c = START[2], d = START[3], e = START[4], f = START[5], g = START[6], h = START[7];
  for (let i = 0; i < 64; i++) {
    const first = (h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
    const second = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + first) | 0; d = c; c = b; b = a; a = (first + second) | 0;
  }
  return (a + START[0]) >>> 0;
}

const pause = milliseconds => new Promise(resolve => { setTimeout(resolve, milliseconds); });

async function solve(seed, bits) {
  prepare();
  const limit = 2 ** (32 - bits);
  for (let solution = 0, until = performance.now() + SLICE_MILLISECONDS; ; solution++) {
    if (firstWord(`${seed}.${solution}`) < limit) {
      return solution;
    }
    if ((solution & 255) === 0 && performance.now() > until) {
      await pause(0);
      until = performance.now() + SLICE_MILLISECONDS;
    }
  }
}

// A page that is left open must not ask for ever.
function mayRetry() {
  const key = `challenge:${form.action}`;
  const before = JSON.parse(sessionStorage.getItem(key) ?? "null");
  const retries = before && Date.now() - before.at < 120_000 ? before.retries + 1 : 0;
  sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), retries }));
  return retries < MAX_RETRIES;
}

async function answer() {
  const [bits, wait] = [Number(form.dataset.bits), Number(form.dataset.wait) * 1000];
  if (wait === 0) {
    form.submit();
  } else if (bits === 0) {
    status.textContent = status.dataset.retrying;
  } else {
    status.textContent = status.dataset.checking;
    form.elements.Solution.value = await solve(form.dataset.seed, bits);
    // Later than that the page moves on by itself, which would cancel the post.
    if (performance.now() < wait - 2000) {
      form.submit();
    }
  }
}

if (mayRetry()) {
  answer();
}
