// How wide a chart may be: drawn in real pixels, so that its letters keep their size in any window.
import { type RefObject, useEffect, useRef, useState } from 'react';

export function useWidth<T extends HTMLElement>(
  first: number,
): { frame: RefObject<T | null>; width: number } {
  const frame = useRef<T>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const box = frame.current;
    if (!box) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.max(200, Math.floor(box.clientWidth))));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return { frame, width };
}
