import type uPlot from 'uplot';
import { type FlagSpan, isBad } from './flag-spans.ts';

/** Half the size of a mark, CSS px. */
const HALF = 5;

function cross(context: CanvasRenderingContext2D, x: number, y: number, half: number): void {
  context.moveTo(x - half, y - half);
  context.lineTo(x + half, y + half);
  context.moveTo(x + half, y - half);
  context.lineTo(x - half, y + half);
}

function triangle(context: CanvasRenderingContext2D, x: number, y: number, half: number): void {
  context.moveTo(x, y - half);
  context.lineTo(x + half, y + half);
  context.lineTo(x - half, y + half);
  context.closePath();
}

/**
 * Draws doubtful times on a chart: a shade over each, and at its foot a triangle for doubtful values or a cross where some
 * are bad, so that the shape tells them apart without colour.
 */
export function markFlags(
  spans: readonly FlagSpan[],
  { shade, ink }: { shade: string; ink: string },
): (plot: uPlot) => void {
  return (plot) => {
    const { ctx: context, bbox } = plot;
    const pixel = devicePixelRatio;
    const half = HALF * pixel;
    context.save();
    context.beginPath();
    context.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    context.clip();
    context.strokeStyle = ink;
    context.lineWidth = 2 * pixel;
    for (const span of spans) {
      const left = plot.valToPos(span.from / 1000, 'x', true);
      const width = Math.max(pixel, plot.valToPos(span.to / 1000, 'x', true) - left);
      context.fillStyle = shade;
      context.fillRect(left, bbox.top, width, bbox.height);
      const middle = Math.min(left + width / 2, bbox.left + bbox.width - half - pixel);
      const shape = isBad(span) ? cross : triangle;
      context.beginPath();
      shape(context, middle, bbox.top + bbox.height - half - 2 * pixel, half);
      context.stroke();
    }
    context.restore();
  };
}
