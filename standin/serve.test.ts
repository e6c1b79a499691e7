import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { tinyProject, type TinyProject } from './tinyProject.ts';

const script = fileURLToPath(new URL('serve.ts', import.meta.url));

describe('the stand-in as a process', () => {
  let project: TinyProject;
  let child: ChildProcess | undefined;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  afterEach(() => {
    child?.kill('SIGKILL');
    child = undefined;
  });

  /** Starts the process and waits for its line. */
  async function serve(...more: string[]): Promise<{ started: ChildProcess; told: Record<string, string> }> {
    const started = spawn(process.execPath, [script, '--project', project.path, ...more], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child = started;
    const [line] = (await once(createInterface({ input: started.stdout }), 'line')) as [string];
    return { started, told: JSON.parse(line) as Record<string, string> };
  }

  it('tells where it is and how to get in, and ends with SIGTERM', async () => {
    const { started, told } = await serve();
    const info = await fetch(`${told['url']}/services/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${told['accessToken']}` },
    });
    started.kill('SIGTERM');
    const [code] = (await once(started, 'exit')) as [number | null];

    expect(await info.json()).to.include({ preferred_username: told['username'], organization_id: told['orgId'] });
    expect(code).to.equal(0);
  });

  it('takes the time of an org when told to', async () => {
    const { told } = await serve('--delays', '--bare');
    const answer = await fetch(`${told['url']}/__standin/lowerBound`, {
      method: 'POST',
      body: JSON.stringify({ types: [] }),
    });

    expect(await answer.json()).to.include({ login: 600, total: 600 });
  });

  it('ends with whoever holds its input when tied to it', async () => {
    const { started } = await serve('--tied');
    started.stdin?.end();
    const [code] = (await once(started, 'exit')) as [number | null];

    expect(code).to.equal(0);
  });
});
