import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mappingSchema } from '../../domain/mapping.ts';
import { usualOf } from '../../protocols/cases.ts';
import { PROTOCOLS } from '../../protocols/catalogue.ts';
import type { Protocol } from '../../protocols/contract.ts';
import type { Kit } from './client.ts';
import { receiptFor, registerByApi, viewOf } from './dialects-client.ts';
import { type Program, startSuperilla } from './program.ts';

const run = promisify(execFile);

/** The clients that the lines call, beside what every shell has. */
const CLIENTS = ['mosquitto_pub', 'curl'];
const LACKING = CLIENTS.filter((name) => !existsSync(`/usr/bin/${name}`));

/** A line that sends something to the program. */
const SENDS = /^(?:mosquitto_pub|curl) .*(?:-h HOST|http:\/\/HOST)/;

function readmeOf({ id }: Protocol): string {
  return readFileSync(new URL(`../../protocols/${id}/README.md`, import.meta.url), 'utf8');
}

/** Contents of code blocks with the language that they name. */
function blocksOf(text: string): readonly { language: string; content: string }[] {
  const blocks = text.matchAll(/^```(\w*)\n(.*?)^```$/gms);
  return [...blocks].map(([, language = '', content = '']) => ({ language, content }));
}

/** Commands of a README that send something here: each with the lines before it that prepare it. */
function commandsOf(protocol: Protocol): readonly string[] {
  const lines = blocksOf(readmeOf(protocol)).flatMap(({ content }) => content.trim().split('\n'));
  const commands: string[] = [];
  let before = '';
  for (const line of lines) {
    // What asks a device in the maker's own network cannot be tried here.
    if (SENDS.test(line) && !line.includes('.local/')) {
      commands.push(before + line);
      before = '';
    } else if (line.startsWith('echo ')) before += `${line}\n`;
  }
  return commands;
}

/** The mapping that a README shows, for the dialect whose kits need one. */
function mappingOf(protocol: Protocol) {
  if (usualOf(protocol.id).mapping === undefined) return undefined;
  const shown = blocksOf(readmeOf(protocol)).find(({ language }) => language === 'json');
  return mappingSchema.parse(JSON.parse(shown?.content ?? ''));
}

describe.skipIf(LACKING.length > 0)('the lines to try of the READMEs', () => {
  let program: Program;
  let folder: string;
  beforeAll(async () => {
    program = await startSuperilla({ env: { SUPERILLA_MQTT_OPEN_PORT: '0' } });
    folder = mkdtempSync(join(tmpdir(), 'superilla-readme-'));
  });
  afterAll(() => program.end());

  /** A command with the program's ports and the kit's credentials in the places of their names. */
  function filled(command: string, kit: Kit, externalId: string): string {
    const port = (url: string | undefined) => new URL(url ?? 'mqtt://closed:0').port;
    const values: Record<string, string> = {
      HOST: '127.0.0.1',
      OPEN_PORT: port(program.openMqtt),
      KIT: kit.id,
      TOKEN: kit.password,
      ID: externalId,
    };
    return command
      .replaceAll(/\b(?:HOST|OPEN_PORT|KIT|TOKEN|ID)\b/g, (name) => values[name] ?? name)
      .replaceAll('-p 1883', `-p ${port(program.mqtt)}`)
      .replaceAll(':8080', `:${port(program.http)}`);
  }

  describe.each(PROTOCOLS)('of $id', (protocol) => {
    const { externalId } = usualOf(protocol.id).to;
    const kits = new Map<boolean, Kit>();
    /** The kit that a command is for: one without a token where it goes to the listener that asks for none. */
    async function kitOf(open: boolean): Promise<Kit> {
      // Two kits cannot have one identifier.
      const id = open || !usualOf(protocol.id).tokenless ? externalId : `${externalId}0`;
      const fields = { dialect: protocol.id, externalId: id, mapping: mappingOf(protocol), open };
      const kit = kits.get(open) ?? (await registerByApi(program, fields));
      kits.set(open, kit);
      return kit;
    }

    it('are there', () => expect(commandsOf(protocol)).not.toEqual([]));

    it('show a reading on the kit’s page, and nothing of them is refused', async () => {
      for (const command of commandsOf(protocol)) {
        const kit = await kitOf(command.includes('OPEN_PORT'));
        const line = filled(command, kit, externalId);
        const receipt = await receiptFor(program, kit, () => run('bash', ['-ec', line], { cwd: folder }));
        expect(receipt, line).toMatchObject({ rejected: 0, quarantined: 0, reasons: [] });
        expect(receipt?.decoder, line).toMatch(new RegExp(`^${protocol.id}/`));
      }
      for (const kit of kits.values()) {
        const { latest } = await viewOf(program, kit);
        expect(latest.filter(({ unit }) => unit !== '')).not.toEqual([]);
      }
    });
  });
});
