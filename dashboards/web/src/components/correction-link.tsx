/** The id of a correction (`id@version`), leading to what the method page says of it; a calibration of one kit leads to all of them. */
export function CorrectionLink({ correction }: { correction: string | null }) {
  if (correction === null) return null;
  const [id = ''] = correction.split('@');
  return (
    <a href={`/method#correction-${id}`} title={correction}>
      {id}
    </a>
  );
}
