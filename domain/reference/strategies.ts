import { z } from 'zod';
import { idSchema } from '../kit.ts';
import { namesSchema } from './named.ts';

/** A city strategy that a project may serve. */
export const strategySchema = z.object({ id: idSchema, names: namesSchema });
export type Strategy = z.infer<typeof strategySchema>;

function strategy(id: string, ca: string, es: string, en: string): Strategy {
  return { id, names: { ca, es, en } };
}

/** The eleven strategies named for the cluster on cities and urban development. */
export const STRATEGIES: readonly Strategy[] = [
  strategy(
    'industry-4-0',
    'Indústria 4.0 i reindustrialització',
    'Industria 4.0 y reindustrialización',
    'Industry 4.0 and reindustrialisation',
  ),
  strategy(
    'km0',
    'Estratègies de quilòmetre zero',
    'Estrategias de kilómetro cero',
    'KM0 (local) strategies',
  ),
  strategy(
    'recycling-upcycling',
    'Sostenibilitat: reciclatge i suprareciclatge',
    'Sostenibilidad: reciclaje y suprarreciclaje',
    'Sustainability: recycling and upcycling',
  ),
  strategy(
    'local-production',
    "Producció local d'alt valor afegit",
    'Producción local de alto valor añadido',
    'Local production of high added value',
  ),
  strategy(
    'small-scale-interventions',
    'Intervencions a petita escala',
    'Intervenciones a pequeña escala',
    'Small-scale interventions',
  ),
  strategy(
    'circular-collaborative-economies',
    'Economies circulars i col·laboratives',
    'Economías circulares y colaborativas',
    'Circular and collaborative economies',
  ),
  strategy(
    'public-private-partnerships',
    'Col·laboració publicoprivada',
    'Colaboración público-privada',
    'Public-private partnerships',
  ),
  strategy(
    'civic-engagement',
    'Compromís cívic i participació ciutadana',
    'Compromiso cívico y participación ciudadana',
    'Civic engagement and participation',
  ),
  strategy(
    'anti-gentrification',
    'Polítiques contra la gentrificació',
    'Políticas contra la gentrificación',
    'Anti-gentrification policies',
  ),
  strategy(
    'better-public-space',
    'Millor espai públic (superilles)',
    'Mejor espacio público (supermanzanas)',
    'Better public space (Superblocks)',
  ),
  strategy(
    'data-sovereignty',
    'Sobirania de les dades i de les infraestructures digitals',
    'Soberanía de los datos y de las infraestructuras digitales',
    'Data and IT infrastructure sovereignty',
  ),
];
