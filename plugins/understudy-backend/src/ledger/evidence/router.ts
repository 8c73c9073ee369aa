import type { ApiRouter } from '../../http/ApiRouter';
import type { EvidenceService } from './types';

/** The routes of evidence packages. */
export function addEvidenceRoutes(options: {
  api: ApiRouter;
  evidence: EvidenceService;
}): void {
  const { api, evidence } = options;
  const of = <const E extends string>(eventId: E) => ({
    allow: ['user' as const],
    eventId,
    severityLevel: 'medium' as const,
  });
  api.handle(
    'listEvidenceExports',
    of('evidence-list'),
    async ({ credentials }) => ({
      items: await evidence.list({ credentials }),
    }),
  );
  api.handle('createEvidenceExport', of('evidence-create'), async call =>
    evidence.create(call.body, call),
  );
  api.handle('getEvidenceExport', of('evidence-fetch'), async call =>
    evidence.get(call.path.exportId, call),
  );
  api.handle('cancelEvidenceExport', of('evidence-cancel'), async call =>
    evidence.cancel(call.path.exportId, call),
  );
  api.handle('downloadEvidenceExport', of('evidence-download'), async call => {
    const { name, bytes, content } = await evidence.download(
      call.path.exportId,
      call,
    );
    return {
      contentType: 'application/zip',
      body: content,
      headers: {
        'Content-Disposition': `attachment; filename="${name}"`,
        'Content-Length': String(bytes),
        'Cache-Control': 'no-store',
      },
    };
  });
}
