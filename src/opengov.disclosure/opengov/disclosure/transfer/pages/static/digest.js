/* Computes the SHA-256 of a file that was downloaded, piece by piece and in this window alone: nothing is sent anywhere.
   Web Crypto needs the whole file in memory and a secure context, which an office's network often is not. */
(() => {
  "use strict";

  const K = new Int32Array(64);
  const START = new Int32Array(8);
  (() => {
    let found = 0;
    for (let number = 2; found < 64; number += 1) {
      let prime = true;
      for (let divisor = 2; divisor * divisor <= number; divisor += 1) {
        if (number % divisor === 0) {
          prime = false;
          break;
        }
      }
      if (prime) {
        const fraction = (root) => ((root - Math.floor(root)) * 4294967296) | 0;
        if (found < 8) {
          START[found] = fraction(Math.sqrt(number));
        }
        K[found] = fraction(Math.cbrt(number));
        found += 1;
      }
    }
  })();

  class Sha256 {
    constructor() {
      this.state = START.slice();
      this.words = new Int32Array(64);
      this.rest = new Uint8Array(0);
      this.length = 0;
    }

    update(bytes) {
      this.length += bytes.length;
      let data = bytes;
      if (this.rest.length) {
        data = new Uint8Array(this.rest.length + bytes.length);
        data.set(this.rest);
        data.set(bytes, this.rest.length);
      }
      const whole = data.length - (data.length % 64);
      for (let offset = 0; offset < whole; offset += 64) {
        this.block(data, offset);
      }
      this.rest = data.slice(whole);
    }

    block(data, offset) {
      const w = this.words;
      for (let i = 0; i < 16; i += 1) {
        const at = offset + i * 4;
        w[i] = (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3];
      }
      for (let i = 16; i < 64; i += 1) {
        const x = w[i - 15];
        const y = w[i - 2];
        const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
        const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
        w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
      }
      const state = this.state;
      let a = state[0];
      let b = state[1];
      let c = state[2];
      let d = state[3];
      let e = state[4];
      let f = state[5];
      let g = state[6];
      let h = state[7];
      for (let i = 0; i < 64; i += 1) {
        const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
        const one = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
        const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g;
        g = f;
        f = e;
        e = (d + one) | 0;
        d = c;
        c = b;
        b = a;
        a = (one + two) | 0;
      }
      state[0] += a;
      state[1] += b;
      state[2] += c;
      state[3] += d;
      state[4] += e;
      state[5] += f;
      state[6] += g;
      state[7] += h;
    }

    digest() {
      const length = this.length;
      const padding = new Uint8Array(64 - ((length + 8) % 64) + 8);
      padding[0] = 0x80;
      const view = new DataView(padding.buffer);
      view.setUint32(padding.length - 8, Math.floor(length / 0x20000000));
      view.setUint32(padding.length - 4, (length * 8) >>> 0);
      this.update(padding);
      return Array.from(this.state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
    }
  }

  const PIECE = 4 * 1024 * 1024;

  const compute = async (file, told) => {
    const sha256 = new Sha256();
    for (let start = 0; start < file.size; start += PIECE) {
      sha256.update(new Uint8Array(await file.slice(start, start + PIECE).arrayBuffer()));
      told(Math.min(start + PIECE, file.size) / file.size);
    }
    return sha256.digest();
  };

  const begin = () => {
    const chooser = document.querySelector("#digest-file");
    const target = document.querySelector("#receipt-sha256");
    const progress = document.querySelector("#digest-progress");
    const status = document.querySelector("#digest-status");
    if (!chooser || !target) {
      return;
    }
    chooser.closest("[hidden]").hidden = false;
    chooser.addEventListener("change", async () => {
      const file = chooser.files[0];
      if (!file) {
        return;
      }
      progress.hidden = false;
      status.textContent = status.dataset.running;
      try {
        const digest = await compute(file, (part) => {
          progress.value = part;
        });
        if (chooser.files[0] === file) {
          target.value = digest;
          status.textContent = status.dataset.done;
        }
      } catch (error) {
        status.textContent = status.dataset.failed;
      }
      progress.hidden = true;
    });
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
})();
