// The camera as a scanner, for phones without one. The reader is served from here, never fetched from elsewhere.
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import reader from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { useWords } from '../kit/words.tsx';

prepareZXingModule({ overrides: { locateFile: () => reader } });

const LOOK_MS = 200;

export function Camera({
  onCode,
  onClose,
}: {
  onCode: (code: string) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const found = useRef(onCode);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    found.current = onCode;
  });
  useEffect(() => {
    let stream: MediaStream | null = null;
    let ended = false;
    const detector = new BarcodeDetector();
    const look = async (): Promise<void> => {
      if (ended) return;
      const codes = video.current ? await detector.detect(video.current).catch(() => []) : [];
      const code = codes[0]?.rawValue;
      if (code && !ended) return found.current(code);
      setTimeout(() => void look(), LOOK_MS);
    };
    const open = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (ended || !video.current) return stream.getTracks().forEach((track) => track.stop());
      video.current.srcObject = stream;
      await video.current.play();
      await look();
    };
    open().catch(() => setFailed(true));
    return () => {
      ended = true;
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);
  return (
    <div className="camera">
      {failed ? <p>{t('floor.noCamera')}</p> : <video ref={video} muted playsInline />}
      <button type="button" className="button" onClick={onClose}>
        {t('app.cancel')}
      </button>
    </div>
  );
}
