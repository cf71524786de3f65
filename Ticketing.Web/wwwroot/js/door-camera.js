// Reads QR codes from the camera. Browsers without a decoder of their own, such as Safari and Firefox, get one in WebAssembly.
const DECODER = "/lib/zxing-wasm/dist/es/reader/index.js";
const DECODER_BINARY = "/lib/zxing-wasm/dist/reader/zxing_reader.wasm";
const LOOK_EVERY = 150;
// A code in view counts once; after being out of view for this time (ms) it counts again.
const GONE_AFTER = 2500;
// Longer side of the picture to decode: enough for a code at arm's length, and fast on an old phone.
const MAX_SIDE = 960;

export const hasCamera = !!navigator.mediaDevices?.getUserMedia && ("BarcodeDetector" in window || "WebAssembly" in window);

class DecoderMissing extends Error {}

async function createReader(video) {
  const formats = "BarcodeDetector" in window ? await BarcodeDetector.getSupportedFormats().catch(() => []) : [];
  if (formats.includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async () => (await detector.detect(video)).map(code => code.rawValue);
  }
  try {
    const { prepareZXingModule, readBarcodes } = await import(DECODER);
    await prepareZXingModule({ overrides: { locateFile: () => DECODER_BINARY }, fireImmediately: true });
    return createWasmReader(video, readBarcodes);
  } catch (problem) {
    throw new DecoderMissing("The decoder could not be loaded.", { cause: problem });
  }
}

function createWasmReader(video, readBarcodes) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async () => {
    const scale = Math.min(1, MAX_SIDE / Math.max(video.videoWidth, video.videoHeight));
    [canvas.width, canvas.height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    if (!canvas.width || !canvas.height) return [];
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const codes = await readBarcodes(context.getImageData(0, 0, canvas.width, canvas.height), { formats: ["QRCode"], maxNumberOfSymbols: 4 });
    return codes.filter(code => code.isValid).map(code => code.text);
  };
}

/** onChange(isOn), onCode(text), onProblem("camera" or "decoder"). */
export function createCamera(video, { onChange, onCode, onProblem }) {
  const seen = new Map();
  let reader = null;
  let stream = null;
  let awake = null;
  let wanted = false;

  async function open() {
    wanted = true;
    onChange(true);
    try {
      await start();
    } catch (problem) {
      close();
      onProblem(problem instanceof DecoderMissing ? "decoder" : "camera");
    }
  }

  async function start() {
    // Asked first: Safari shows its question only soon after the click.
    const opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    if (!wanted) {
      stop(opened);
      return;
    }
    stop(stream);
    stream = opened;
    video.srcObject = opened;
    await video.play();
    stayAwake();
    reader ??= await createReader(video);
    look(opened);
  }

  function close() {
    wanted = false;
    stop(stream);
    awake?.release().catch(() => {});
    [stream, awake] = [null, null];
    video.srcObject = null;
    onChange(false);
  }

  async function look(mine) {
    while (wanted && stream === mine) {
      if (!document.hidden && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        for (const code of await reader().catch(() => [])) notice(code.trim());
      }
      await new Promise(done => setTimeout(done, LOOK_EVERY));
    }
  }

  function notice(code) {
    const now = performance.now();
    const before = seen.get(code);
    seen.set(code, now);
    for (const [old, at] of seen) if (now - at > GONE_AFTER) seen.delete(old);
    if (code && !(before && now - before <= GONE_AFTER)) onCode(code);
  }

  async function stayAwake() {
    const lock = await navigator.wakeLock?.request("screen").catch(() => null);
    // The camera may have been stopped meanwhile.
    if (wanted) awake = lock;
    else lock?.release().catch(() => {});
  }

  // A locked phone ends the wake lock, and often the camera's picture too.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || !stream) return;
    const isLive = stream.getVideoTracks().every(track => track.readyState === "live" && !track.muted);
    if (!isLive) {
      open();
      return;
    }
    video.play().catch(() => {});
    stayAwake();
  });

  return { toggle: () => (wanted ? close() : open()) };
}

function stop(stream) {
  stream?.getTracks().forEach(track => track.stop());
}
