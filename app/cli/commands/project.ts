import { Command, Option } from 'commander';
import { type Format, printJson, printLines, printTable } from '../output.ts';
import { withHouse } from '../settings.ts';

interface ProjectView {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly cluster: { readonly id: string } | null;
  readonly kits: readonly string[];
}

interface AddFlags extends Format {
  readonly name: string;
  readonly summary?: string;
  readonly url?: string;
  readonly status?: string;
  readonly cluster?: string;
  readonly strategy?: string[];
  readonly organisation?: string[];
}

const gather = (value: string, before: string[] = []) => [...before, value];

function addCommand(): Command {
  return new Command('add')
    .description('add a project, or replace the one of that id')
    .argument('<id>', 'its id, such as aire-poblenou')
    .requiredOption('--name <name>', 'its name')
    .option('--summary <words>', 'one sentence')
    .option('--url <url>', 'its own page')
    .addOption(new Option('--status <status>').choices(['live', 'closed']))
    .option('--cluster <id>', 'one of the six clusters, see /api/v1/clusters')
    .option('--strategy <id>', 'city strategy it serves, see /api/v1/strategies (repeatable)', gather)
    .option(
      '--organisation <id>',
      'organisation behind it (repeatable); added under its id when it is new',
      gather,
    )
    .option('--json', 'print JSON')
    .action((id: string, flags: AddFlags, command: Command) =>
      withHouse(command, async ({ client }) => {
        const { json, strategy, organisation = [], ...fields } = flags;
        const { organisations } = await client.call<{ organisations: { id: string }[] }>(
          'GET',
          '/api/v1/organisations',
        );
        for (const wanted of organisation) {
          if (organisations.some((known) => known.id === wanted)) continue;
          await client.call('PUT', `/api/v1/organisations/${encodeURIComponent(wanted)}`, { name: wanted });
        }
        const body = { ...fields, strategies: strategy ?? [], organisations: organisation };
        const project = await client.call<ProjectView>(
          'PUT',
          `/api/v1/projects/${encodeURIComponent(id)}`,
          body,
        );
        if (json === true) printJson(project);
        else printLines([`Project ${id} is kept. Next: superilla kit register --name … --project ${id}`]);
      }),
    );
}

function listCommand(): Command {
  return new Command('list')
    .description('list the projects')
    .option('--json', 'print JSON')
    .action((flags: Format, command: Command) =>
      withHouse(command, async ({ client }) => {
        const { projects } = await client.call<{ projects: ProjectView[] }>('GET', '/api/v1/projects');
        if (flags.json === true) printJson({ projects });
        else if (projects.length === 0)
          printLines(['There is no project. Next: superilla project add my-street --name "My street"']);
        else
          printTable(
            ['ID', 'NAME', 'STATUS', 'CLUSTER', 'KITS'],
            projects.map((p) => [p.id, p.name, p.status, p.cluster?.id ?? '', String(p.kits.length)]),
          );
      }),
    );
}

function showCommand(): Command {
  return new Command('show')
    .description('show a project')
    .argument('<id>', 'id of the project')
    .option('--json', 'print JSON')
    .action((id: string, flags: Format, command: Command) =>
      withHouse(command, async ({ client }) => {
        const project = await client.call<ProjectView>('GET', `/api/v1/projects/${encodeURIComponent(id)}`);
        if (flags.json === true) printJson(project);
        else
          printLines([
            `${project.id}  ${project.name} (${project.status})`,
            `cluster ${project.cluster?.id ?? 'none'}`,
            `kits ${project.kits.join(', ') || 'none'}`,
          ]);
      }),
    );
}

function removeCommand(): Command {
  return new Command('remove')
    .description('remove a project that no kit refers to')
    .argument('<id>', 'id of the project')
    .option('--json', 'print JSON')
    .action((id: string, flags: Format, command: Command) =>
      withHouse(command, async ({ client }) => {
        await client.call('DELETE', `/api/v1/projects/${encodeURIComponent(id)}`);
        if (flags.json === true) printJson({ project: { id }, done: 'remove' });
        else printLines([`Project ${id} is gone.`]);
      }),
    );
}

/** `superilla project …` */
export function projectCommand(): Command {
  return new Command('project')
    .description('projects that kits belong to')
    .addCommand(addCommand())
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(removeCommand());
}
