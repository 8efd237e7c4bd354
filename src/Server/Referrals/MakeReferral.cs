using System.Security.Cryptography;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Cases;
using LogisticsScreening.Server.Referrals.Pdf;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LogisticsScreening.Server.Referrals;

/// <param name="AlertId">The alert to refer.</param>
/// <param name="Note">Words of the officer for the authority; at most 2,000 characters.</param>
internal sealed record ReferralRequest(Guid AlertId, string? Note = null);

/// <summary>Makes the referral of an alert: gathers, takes a reference, renders, signs, seals. Asked again after a crash it finishes what it began, under the same reference.</summary>
internal sealed class MakeReferral(
    CaseAlerts alerts, ReferralSources sources, ReferralStore store, IDossierRenderer renderer, FontFolder fonts, SigningKey key, Audit audit, TimeProvider time, ILogger<MakeReferral> log)
{
    private const int LongestNote = 2_000;

    /// <summary>References count in local years.</summary>
    private static readonly TimeSpan LocalOffset = TimeSpan.FromHours(8);

    public static Task<Results<Created<ReferralDetails>, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> PostAsync(
        ReferralRequest wanted, HttpContext context, MakeReferral make, CancellationToken ct) => make.RunAsync(wanted, context.CurrentUser(), ct);

    private async Task<Results<Created<ReferralDetails>, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> RunAsync(ReferralRequest wanted, CurrentUser user, CancellationToken ct)
    {
        if (wanted.Note is { Length: > LongestNote })
            return Problems.Invalid("note", $"at most {LongestNote} characters");
        if (await alerts.FindAsync(wanted.AlertId, user, ct) is not { } alert)
            return TypedResults.NotFound();
        if (fonts.Problem is { } missing)
        {
            log.FontsMissing(missing);
            return Problems.Refused(StatusCodes.Status503ServiceUnavailable, "服务器缺少字体文件，无法生成 PDF。", missing);
        }

        if (await sources.GatherAsync(alert, ct) is not { } gathered)
            return Problems.Conflict("该判定的个人信息已被删除，无法生成移交材料。", "The facts of this decision were erased; there is nothing left to refer.");

        var row = await DraftAsync(alert, wanted.Note, user, ct);
        if (row.State == ReferralRow.Sealed)
            return Already(row);

        var (dossier, dossierHash) = ReferralDossier.Compose(Material(row, alert, gathered));
        var document = PdfSignature.Sign(renderer.Render(dossier), key);
        var documentHash = Convert.ToHexStringLower(SHA256.HashData(document));
        var entry = audit.Entry(AuditActions.ReferralMade, user) with { SubjectKind = "referral", Subject = row.Reference };
        if (!await store.SealAsync(row.Id, dossierHash, documentHash, document, (connection, transaction) => audit.Write(connection, transaction, entry), ct))
            return Already(row);
        log.Sealed(row.Reference, document.Length);
        var made = row with { State = ReferralRow.Sealed, DossierHash = dossierHash, DocumentHash = documentHash };
        return TypedResults.Created($"/api/referrals/{row.Id}", ReferralDetails.Of(made));
    }

    private Task<ReferralRow> DraftAsync(CaseAlert alert, string? note, CurrentUser user, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var opened = new NewCase { Id = Guid.CreateVersion7(now), AlertId = alert.Id, OpenedAt = now, OpenedBy = user.UserId, OpenedByName = user.UserName };
        var draft = new ReferralRow
        {
            Id = Guid.CreateVersion7(now),
            CaseId = opened.Id,
            AlertId = alert.Id,
            Reference = "",
            State = ReferralRow.Draft,
            Depot = alert.Depot,
            WaybillNumber = alert.WaybillNumber,
            CreatedAt = now,
            CreatedBy = user.UserId,
            CreatedByName = user.UserName,
            NoteCipher = store.EncryptNote(string.IsNullOrWhiteSpace(note) ? null : note),
        };
        return store.DraftAsync(opened, draft, now.ToOffset(LocalOffset).Year, ct);
    }

    private ReferralMaterial Material(ReferralRow row, CaseAlert alert, GatheredAlert gathered) => new()
    {
        Reference = row.Reference,
        CreatedAt = row.CreatedAt,
        CreatedBy = row.CreatedByName,
        Note = store.NoteOf(row),
        CaseId = row.CaseId,
        Alert = new(alert.Id, alert.Depot, alert.Sequence, alert.Type, alert.TypeText, alert.RaisedAt),
        Decision = gathered.Decision,
        Entries = gathered.Proved.Entries,
        Suppressions = gathered.Proved.Suppressions,
        LegalBases = gathered.LegalBases,
        Timeline = gathered.Timeline,
        SigningFingerprint = key.Fingerprint,
    };

    private static Conflict<ProblemDetails> Already(ReferralRow row) => Problems.Conflict(
        $"该预警已生成移交材料 {row.Reference}。",
        $"This alert has been referred already: {row.Reference}.",
        new Dictionary<string, object?> { ["id"] = row.Id, ["reference"] = row.Reference });
}
