// The state of a planning page lives in its address, so that it can be sent to a colleague and come back to.
import { useNavigate, useSearch } from '@tanstack/react-router';

export function usePlanAddress<A extends object>(): {
  address: Partial<A>;
  change: (next: Partial<A>) => void;
} {
  const address: Partial<A> = useSearch({ strict: false });
  const navigate = useNavigate();
  return {
    address,
    change: (next) =>
      void navigate({
        to: '.',
        search: (before: Partial<A>) => ({ ...before, ...next }),
        replace: true,
      } as never),
  };
}
