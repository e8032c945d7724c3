import { memo } from 'react';

const PATHS = {
  grip: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  pen: 'M5 19l1-4L16 5l3 3L9 18z',
  move: 'M8 9l4-4 4 4M12 5v14M8 15l4 4 4-4',
  bin: 'M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12',
};

export const Icon = memo(function Icon({ sign }: { sign: keyof typeof PATHS }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[sign]} />
    </svg>
  );
});
