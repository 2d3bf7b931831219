import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { stationsOf } from './stations.ts';

const read = (text: string) => stationsOf(Readable.from([Buffer.from(text)]));

const HEAD = 'Estacio,nom_cabina,codi_dtes,Longitud,Latitud,ubicacio,Clas_1,Clas_2,Codi_Contaminant';

it('a station that the list names once a pollutant is one station, with its site', async () => {
  const { stations, faults } = await read(
    [
      HEAD,
      '7,Vila - Nord,A1,2.1,41.4,"Pl. Major, 1",Urbana,Fons,8',
      '7,Vila - Nord,A1,2.1,41.4,"Pl. Major, 1",Urbana,Fons,10',
    ].join('\r\n'),
  );
  expect(faults).toEqual([]);
  expect(stations).toEqual([
    {
      externalId: '7',
      name: 'Vila - Nord',
      position: { lat: 41.4, lon: 2.1 },
      site: 'Pl. Major, 1 · Urbana · Fons',
    },
  ]);
});

it('a table of one’s own needs four columns, in any order', async () => {
  const { stations } = await read('lat,lon,id,name\n57.146,-2.106,union-street,Union Street\n');
  expect(stations).toEqual([
    { externalId: 'union-street', name: 'Union Street', position: { lat: 57.146, lon: -2.106 }, site: '' },
  ]);
});

it('rows without number, name or position are told by their line and do not stop the others', async () => {
  const { stations, faults } = await read(
    [HEAD, ',No number,,2.1,41.4', '8,,,2.1,41.4', '9,Nowhere,,2.1,94', '10,There,,2.1,41.4'].join('\n'),
  );
  expect(stations.map(({ externalId }) => externalId)).toEqual(['10']);
  expect(faults).toEqual([
    'line 2: no number of a station',
    'line 3: station 8 has no name of at most 80 characters',
    'line 4: station 9 has no position',
  ]);
});

it('another file is no list, and says which columns it lacks', async () => {
  expect(await read('Codi_Contaminant,Desc_Contaminant,Unitats\n8,NO2,ug/m3\n')).toEqual({
    stations: [],
    faults: [
      'line 1: the header lacks estacio or id or station, nom_cabina or name, latitud or lat or latitude, longitud or lon or longitude',
    ],
  });
});

it('no list has more than 500 stations', async () => {
  const rows = Array.from({ length: 501 }, (_, i) => `${i},Station ${i},2.1,41.4`);
  const { stations, faults } = await read(`id,name,lon,lat\n${rows.join('\n')}\n`);
  expect(stations).toHaveLength(500);
  expect(faults).toEqual(['line 502: station 500 is beyond the 500 of one list']);
});
